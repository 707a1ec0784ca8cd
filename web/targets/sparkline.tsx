/** The course of a target's figures in the height of a line of text. For the eye alone: the cell beside it has the words. */
import type { CalendarDate } from '../../domain/days.ts'
import { dayScale, scale } from './scales.ts'

export interface Point {
  readonly day: CalendarDate
  readonly value: number
}

const [width, height, edge] = [110, 30, 4] as const

export function Sparkline({ points }: { readonly points: readonly Point[] }) {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return <span className="sparkNone" aria-hidden="true" />
  const values = points.map(({ value }) => value)
  const x = dayScale(first.day, last.day, { from: edge, to: width - edge })
  const y = scale({ from: Math.min(...values), to: Math.max(...values) }, { from: height - edge, to: edge })
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <polyline points={points.map(({ day, value }) => `${x(day)},${y(value)}`).join(' ')} />
      <circle cx={x(last.day)} cy={y(last.value)} r={3.5} />
    </svg>
  )
}
