/**
 * The four classes as one bar, each with its own pattern: it says the same in black and white. For the eye alone: the
 * numbers stand beside it.
 */
import { type ClassCounts, fourClasses, totalOf } from '../../domain/tasks/classes.ts'

const [width, height] = [400, 16] as const

export function ClassBar({ counts, small = false }: { readonly counts: ClassCounts; readonly small?: boolean }) {
  const total = totalOf(counts)
  if (total === 0) return undefined
  let from = 0
  return (
    <svg
      className={small ? 'classBar smallBar' : 'classBar'}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {fourClasses.map((name) => {
        const x = from
        const length = (counts[name] / total) * width
        from += length
        return length > 0 ? (
          <g key={name} className={name}>
            <rect x={x} y={0} width={length} height={height} />
            <rect className="pattern" x={x} y={0} width={length} height={height} fill={patterns[name]} />
          </g>
        ) : undefined
      })}
    </svg>
  )
}

/** Full, stripes, empty, crossed: of which the page has one definition. */
const patterns = {
  doneOnTime: 'none',
  doneLate: 'url(#loai-soc)',
  openInTime: 'none',
  openLate: 'url(#loai-cheo)',
} as const

/** Once on a page that has bars. */
export function ClassPatterns() {
  return (
    <svg className="unseen" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="loai-soc" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="patternInk" width="2.5" height="6" />
        </pattern>
        <pattern id="loai-cheo" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="patternLine" d="M0 0l6 6M6 0l-6 6" />
        </pattern>
      </defs>
    </svg>
  )
}
