/**
 * A state machine as it was drawn when the pages were built. What waits has a dashed border, what is behind a tick, what
 * is now a thick border and a flag: colour only repeats it.
 */
import { useEffect, useRef } from 'react'
import type { Picture, PictureEdge, PictureNode } from './picture.ts'
import './machines.css'

type Place = 'now' | 'passed' | 'ahead'

interface MachineDrawingProps {
  readonly picture: Picture
  /** What the picture shows, for whoever does not see it. */
  readonly label: string
  /** In lines; empty where the words of the file say enough. */
  readonly titleOf: (node: PictureNode) => string
  readonly placeOf: (node: PictureNode) => Place
  /** A count in the corner of a state. */
  readonly badgeOf?: (node: PictureNode) => string | undefined
}

export function MachineDrawing({ picture, label, titleOf, placeOf, badgeOf }: MachineDrawingProps) {
  const { nodes, edges, width, height } = picture
  const frame = useRef<HTMLElement>(null)
  const now = nodes.find((node) => placeOf(node) === 'now')
  const at = now?.x
  // Where the picture is wider than the screen, it begins with what is now.
  useEffect(() => {
    if (at !== undefined && frame.current) frame.current.scrollLeft = at - margin
  }, [at])
  // What is tall has the others around it.
  const isHub = ({ height: own }: PictureNode) => own > 200
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard
    <section ref={frame} className="machine" tabIndex={0} aria-label={label}>
      <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
        {edges.map((edge) => (
          <Edge key={`${edge.from} ${edge.to}`} edge={edge} />
        ))}
        {nodes.map((node) => (
          <Node
            key={node.state}
            node={node}
            title={titleOf(node)}
            place={placeOf(node)}
            badge={badgeOf?.(node)}
            isHub={isHub(node)}
          />
        ))}
      </svg>
    </section>
  )
}

const margin = 24

function Node({
  node: { x, y, width, height, kind, lines },
  title,
  place,
  badge,
  isHub,
}: {
  readonly node: PictureNode
  readonly title: string
  readonly place: Place
  readonly badge: string | undefined
  readonly isHub: boolean
}) {
  const isRound = kind === 'begins' || kind === 'ends'
  const middle = x + width / 2
  return (
    <g className={`state ${kind} ${place}`}>
      <rect x={x} y={y} width={width} height={height} rx={isRound ? height / 2 : 5} />
      {title.split('\n').map((line, index) => (
        <text
          key={line}
          className="title"
          x={isHub || isRound ? middle : x + 14}
          y={(isHub ? y + 64 : isRound ? y + height / 2 + 5 : y + 22) + index * 20}
          textAnchor={isHub || isRound ? 'middle' : 'start'}
        >
          {line}
        </text>
      ))}
      {lines.map((line, index) => (
        <text key={line} lang="vi" x={x + 14} y={y + (title === '' ? 24 : 42) + index * 19}>
          {line}
        </text>
      ))}
      {place === 'passed' && !isHub ? <path className="tick" d={`M${x + width - 26} ${y + 17}l5 5 9-10`} /> : undefined}
      {badge === undefined ? undefined : (
        <text className="badge" x={x + width - 14} y={y + 22} textAnchor="end">
          {badge}
        </text>
      )}
      {place === 'now' && badge === undefined ? (
        <path className="pin" d={`M${x + width - 24} ${y + 10}l14 8-14 8z`} />
      ) : undefined}
    </g>
  )
}

function Edge({ edge: { points } }: { readonly edge: PictureEdge }) {
  const [last, before] = [points.at(-1), points.at(-2)]
  if (!last || !before) return
  const [x, y] = last
  const back = Math.sign(before[0] - x)
  const up = Math.sign(before[1] - y)
  const head = back
    ? `M${x + back * 8} ${y - 5}L${x} ${y}L${x + back * 8} ${y + 5}`
    : `M${x - 5} ${y + up * 8}L${x} ${y}L${x + 5} ${y + up * 8}`
  return (
    <g className="way">
      <polyline points={points.map((point) => point.join(',')).join(' ')} />
      <path d={head} />
    </g>
  )
}
