/**
 * The state machine of a workflow as it was drawn when the pages were built, with where one cycle stands. What waits has
 * a dashed border, what is behind a tick, where it stands a thick one: colour only repeats it.
 */
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { written } from '../../domain/days.ts'
import type { Picture, PictureEdge, PictureNode, When } from '../machines/picture.ts'
import { courseOf, isSame, whenOf } from '../machines/places.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { cycleWords } from './words.ts'

interface Props {
  readonly picture: Picture
  readonly cycle: CycleView
  readonly today: CalendarDate
}

export function MachinePicture({ picture, cycle, today }: Props) {
  const words = useRoomWords(cycleWords)
  const { cycles } = useWords()
  const titleOf = useTitles()
  const here = picture.nodes.find(({ when }) => isSame(when, standing(cycle, today)))
  const said = here
    ? words.machine.here(titleOf(here), cycle.stageFrom ? written(cycle.stageFrom) : '')
    : words.machine.nowhere
  const passed = passedIn(cycle, today)
  return (
    <>
      <ul className="machineKey" aria-hidden="true">
        {(['waits', 'does', 'passed', 'now'] as const).map((name) => (
          <li key={name}>
            <span className={`keyBox ${name}`} />
            {words.machine.key[name]}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard */}
      <section className="machine" tabIndex={0} aria-label={words.machine.title}>
        <svg
          role="img"
          aria-label={words.machine.picture(cycles.kinds[cycle.kind], said)}
          viewBox={`0 0 ${picture.width} ${picture.height}`}
          width={picture.width}
          height={picture.height}
        >
          {picture.edges.map((edge) => (
            <Edge key={`${edge.from} ${edge.to}`} edge={edge} />
          ))}
          {picture.nodes.map((node) => (
            <Node
              key={node.state}
              node={node}
              title={titleOf(node)}
              place={node === here ? 'now' : passed.some((one) => isSame(one, node.when)) ? 'passed' : 'ahead'}
            />
          ))}
        </svg>
      </section>
    </>
  )
}

function standing(cycle: CycleView, today: CalendarDate): When | undefined {
  if (cycle.standing === 'planned') return undefined
  return whenOf({ ...cycle, stage: { name: cycle.stage } }, cycle, today)
}

/** What its course has before where it stands; all of it once it has ended as it should. */
function passedIn(cycle: CycleView, today: CalendarDate): readonly When[] {
  const course = courseOf(cycle.kind)
  const { outcome } = cycle
  if (outcome) return outcome === 'withdrawn' || outcome === 'byTask' ? [] : course
  const at = standing(cycle, today)
  return course.slice(
    0,
    Math.max(
      course.findIndex((one) => isSame(one, at)),
      0,
    ),
  )
}

/** What a state is called, in the words of the stages; the question in the middle has words of its own. */
function useTitles(): (node: PictureNode) => string {
  const { machine } = useRoomWords(cycleWords)
  const { cycles } = useWords()
  return ({ kind, when }) => {
    if (kind === 'begins') return machine.begins
    if (!when) return machine.asks.join(' ')
    if (when.doing !== 'wait') return machine.doings[when.doing]
    const name = when.stage ? cycles.stageName(when.stage) : ''
    return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1)
  }
}

function Node({
  node: { x, y, width, height, kind, lines, when },
  title,
  place,
}: {
  readonly node: PictureNode
  readonly title: string
  readonly place: 'now' | 'passed' | 'ahead'
}) {
  const { machine } = useRoomWords(cycleWords)
  const isHub = kind === 'does' && !when
  const isRound = kind === 'begins' || kind === 'ends'
  const middle = x + width / 2
  return (
    <g className={`state ${kind} ${place}`}>
      <rect x={x} y={y} width={width} height={height} rx={isRound ? height / 2 : 5} />
      {isHub ? (
        machine.asks.map((line, index) => (
          <text key={line} className="title" x={middle} y={y + 64 + index * 20} textAnchor="middle">
            {line}
          </text>
        ))
      ) : (
        <text
          className="title"
          x={isRound ? middle : x + 14}
          y={isRound ? y + height / 2 + 5 : y + 22}
          textAnchor={isRound ? 'middle' : 'start'}
        >
          {title}
        </text>
      )}
      {lines.map((line, index) => (
        <text key={line} lang="vi" x={x + 14} y={y + 42 + index * 19}>
          {line}
        </text>
      ))}
      {place === 'passed' && !isHub ? <path className="tick" d={`M${x + width - 26} ${y + 17}l5 5 9-10`} /> : undefined}
      {place === 'now' ? <path className="pin" d={`M${x + width - 24} ${y + 10}l14 8-14 8z`} /> : undefined}
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

/** The run behind the picture: which, and how it is. */
export function RunWords({ cycle: { attempt, execution } }: { readonly cycle: CycleView }) {
  const { machine } = useRoomWords(cycleWords)
  const { number } = useWords()
  if (!execution) return
  return (
    <p className="minor">
      {machine.run(number(attempt))}
      {execution.status ? `: ${machine.runStates[execution.status]}` : ''} (<Written>{execution.name}</Written>).
    </p>
  )
}
