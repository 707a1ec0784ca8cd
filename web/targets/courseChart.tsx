/**
 * A target's figures against the way to its milestones. Line and dashes, circles and diamonds: it says the same in
 * black and white. It is read figure by figure with the arrow keys, and the table under it has all of it.
 */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { type CalendarDate, earlier, epochDay, later, written, yearOf } from '../../domain/days.ts'
import { computedWritten, withUnit } from '../../domain/targets/numbers.ts'
import { useRoomWords, Written } from '../words/language.tsx'
import type { Course, FigurePoint, MarkPoint } from './course.ts'
import { dayScale, roundValues, scale, yearEnds } from './scales.ts'
import { targetWords } from './words.ts'

const [width, height] = [760, 300] as const
const room = { left: 64, right: 40, top: 24, bottom: 34 } as const

interface Stop {
  readonly day: CalendarDate
  readonly value: number
  readonly said: string
}

export function CourseChart({
  course,
  from,
  today,
}: {
  readonly course: Course
  readonly from: CalendarDate
  readonly today: CalendarDate
}) {
  const words = useRoomWords(targetWords)
  const id = useId()
  const stops = useStops(course)
  const [chosen, setChosen] = useState<number>()
  const drawing = drawingOf(course, from, today)
  const stop = chosen === undefined ? undefined : stops[chosen]
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
    const goal =
      event.key === 'Home' ? 0 : event.key === 'End' ? stops.length - 1 : step && (chosen ?? (step > 0 ? -1 : 0)) + step
    if (goal === undefined) return
    event.preventDefault()
    setChosen(Math.min(Math.max(goal, 0), stops.length - 1))
  }
  return (
    <figure className="courseChart">
      <figcaption id={id}>
        {words.chart.title}
        {course.unit ? <span className="minor"> ({course.unit})</span> : undefined}
      </figcaption>
      <Key course={course} />
      <div
        role="slider"
        tabIndex={0}
        className="chartReader"
        aria-label={`${words.chart.title}. ${words.chart.read}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(stops.length - 1, 0)}
        aria-valuenow={chosen ?? 0}
        aria-valuetext={stop?.said ?? words.chart.read}
        onKeyDown={move}
        onBlur={() => setChosen(undefined)}
      >
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
          <Axes drawing={drawing} />
          <Today drawing={drawing} today={today} word={words.chart.today} />
          <polyline className="path" points={placed(course.path, drawing)} />
          <polyline className="actual" points={placed(course.figures, drawing)} />
          {course.marks.map((mark) => (
            <Mark key={mark.day} mark={mark} drawing={drawing} unit={course.unit} />
          ))}
          {course.figures.map((figure) => (
            <circle
              key={figure.day}
              className={`figure ${figure.kind}`}
              cx={drawing.x(figure.day)}
              cy={drawing.y(figure.value)}
              r={5}
            />
          ))}
          {stop ? <circle className="chosen" cx={drawing.x(stop.day)} cy={drawing.y(stop.value)} r={11} /> : undefined}
          {/* The eye points anywhere in a figure's column, not at its circle. */}
          {stops.map(({ day }, index) => (
            <rect
              key={day}
              className="catcher"
              x={drawing.x(day) - 12}
              y={0}
              width={24}
              height={height}
              onPointerEnter={() => setChosen(index)}
            />
          ))}
        </svg>
      </div>
      <p className="readout">
        {stop ? <Written>{stop.said}</Written> : <span className="minor">{hint(course, words)}</span>}
      </p>
    </figure>
  )
}

function hint({ figures, path }: Course, { chart }: typeof targetWords.vi): string {
  if (figures.length === 0) return chart.empty
  return path.length === 0 ? chart.noPath : chart.read
}

/** Figures and milestones together, by day. */
function useStops({ figures, marks, unit }: Course): readonly Stop[] {
  const words = useRoomWords(targetWords)
  const said = (value: number) => withUnit(computedWritten(value), unit)
  const ofFigure = ({ day, value, periodWritten, kind, onPath }: FigurePoint): Stop => {
    const own = words.chart.point(periodWritten, said(value), words.kinds[kind])
    return { day, value, said: onPath === undefined ? own : `${own}; ${words.chart.onPath(said(onPath))}` }
  }
  const ofMark = ({ day, value }: MarkPoint): Stop => ({
    day,
    value,
    said: words.chart.markAt(written(day), said(value)),
  })
  return [...figures.map(ofFigure), ...marks.map(ofMark)].toSorted((a, b) => epochDay(a.day) - epochDay(b.day))
}

interface Drawing {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly values: readonly number[]
  readonly x: (day: CalendarDate) => number
  readonly y: (value: number) => number
}

/** From the first thing that is known to the last milestone, and today where that is later. */
function drawingOf({ path, figures, marks }: Course, begins: CalendarDate, today: CalendarDate): Drawing {
  const points = [...path, ...figures, ...marks]
  const days = points.map(({ day }) => day)
  const from = days.reduce(earlier, begins)
  const to = days.reduce(later, today)
  const all = points.map(({ value }) => value)
  const values = roundValues(all.length > 0 ? { from: Math.min(...all), to: Math.max(...all) } : { from: 0, to: 1 }, 5)
  return {
    from,
    to,
    values,
    x: dayScale(from, to, { from: room.left, to: width - room.right }),
    y: scale({ from: values[0] ?? 0, to: values.at(-1) ?? 1 }, { from: height - room.bottom, to: room.top }),
  }
}

function Axes({ drawing: { from, to, values, x, y } }: { readonly drawing: Drawing }) {
  const words = useRoomWords(targetWords)
  const years = yearEnds(from, to)
  return (
    <g className="axes">
      {values.map((value) => (
        <g key={value}>
          <line x1={room.left} x2={width - room.right} y1={y(value)} y2={y(value)} />
          <text x={room.left - 8} y={y(value) + 5} textAnchor="end">
            {computedWritten(value)}
          </text>
        </g>
      ))}
      {years.map((day) => (
        <g key={day}>
          <line x1={x(day)} x2={x(day)} y1={height - room.bottom} y2={height - room.bottom + 6} />
          <YearName at={x(day)}>{years.length > 5 ? yearOf(day) : words.chart.endOf(yearOf(day))}</YearName>
        </g>
      ))}
    </g>
  )
}

/** Under its mark; where the drawing ends there, its words end too. On a phone they are twice as wide beside the drawing. */
function YearName({ at, children }: { readonly at: number; readonly children: ReactNode }) {
  const isLast = at > width - room.right - 1
  return (
    <text x={isLast ? width : at} y={height - 10} textAnchor={isLast ? 'end' : 'middle'}>
      {children}
    </text>
  )
}

function Today({
  drawing: { x },
  today,
  word,
}: {
  readonly drawing: Drawing
  readonly today: CalendarDate
  readonly word: string
}) {
  // What stands right of it is the last milestone, with its value.
  const isLate = x(today) > width * 0.6
  return (
    <g className="today">
      <line x1={x(today)} x2={x(today)} y1={room.top - 8} y2={height - room.bottom} />
      <text x={x(today) + (isLate ? -6 : 6)} y={room.top} textAnchor={isLate ? 'end' : 'start'}>
        {word}
      </text>
    </g>
  )
}

function Mark({
  mark: { day, value },
  drawing: { x, y },
  unit,
}: {
  readonly mark: MarkPoint
  readonly drawing: Drawing
  readonly unit: string | null
}) {
  const [at, on] = [x(day), y(value)]
  return (
    <g className="mark">
      <path d={`M${at} ${on - 7}l7 7-7 7-7-7z`} />
      <text x={at - 10} y={on - 10} textAnchor="end">
        {withUnit(computedWritten(value), unit === '%' || unit === '‰' ? unit : null)}
      </text>
    </g>
  )
}

function Key({ course }: { readonly course: Course }) {
  const { chart, kinds } = useRoomWords(targetWords)
  const shown = [...new Set(course.figures.map(({ kind }) => kind))]
  return (
    <ul className="chartKey">
      {shown.map((kind) => (
        <li key={kind}>
          <svg viewBox="0 0 24 12" aria-hidden="true" focusable="false">
            <line className="actual" x1="0" x2="24" y1="6" y2="6" />
            <circle className={`figure ${kind}`} cx="12" cy="6" r="4.5" />
          </svg>
          {chart.actual}, {kinds[kind]}
        </li>
      ))}
      {course.path.length > 1 ? (
        <li>
          <svg viewBox="0 0 24 12" aria-hidden="true" focusable="false">
            <line className="path" x1="0" x2="24" y1="6" y2="6" />
          </svg>
          {chart.path}
        </li>
      ) : undefined}
      {course.marks.length > 0 ? (
        <li>
          <svg viewBox="0 0 24 12" aria-hidden="true" focusable="false">
            <path className="markKey" d="M12 0.500l5.500 5.500-5.500 5.500-5.500-5.500z" />
          </svg>
          {chart.mark}
        </li>
      ) : undefined}
    </ul>
  )
}

function placed(points: Course['path'], { x, y }: Drawing): string {
  return points.map(({ day, value }) => `${x(day)},${y(value)}`).join(' ')
}
