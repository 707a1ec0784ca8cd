/**
 * The programme's years: each cycle a bar from its opening to its deadline, each milestone a diamond, today a line.
 * Full is ended, striped under way, empty planned: it says the same in black and white. Read one by one by the keyboard.
 */
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { CycleLine } from '../../domain/cycles/cycleView.ts'
import { type CalendarDate, calendarDate, written, yearOf } from '../../domain/days.ts'
import type { ProgrammeView } from '../../domain/programme/programmeView.ts'
import { CycleKind } from '../../domain/programme/schema.ts'
import type { TargetLine } from '../../domain/targets/targetView.ts'
import { cyclesQuestion } from '../api/questions.ts'
import { Asked, togetherAsked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { targetsQuestion } from '../targets/questions.ts'
import { dayScale } from '../targets/scales.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { lanesOf } from './lanes.ts'
import { calendarWords } from './words.ts'

const width = 1100
const room = { left: 150, right: 16, top: 26 } as const
const lane = 16

export function Timeline({ programme }: { readonly programme: ProgrammeView }) {
  const answers = togetherAsked(useQuery(cyclesQuestion(programme.id)), useQuery(targetsQuestion(programme.id)))
  return (
    <Asked answer={answers}>
      {([cycles, targets]) => <Drawn programme={programme} cycles={cycles} targets={targets} />}
    </Asked>
  )
}

interface Item {
  readonly key: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly said: string
  readonly state: CycleLine['standing'] | 'milestone'
  readonly row: number
  /** Below each other in the row. */
  readonly lane: number
}

interface Row {
  readonly name: string
  readonly height: number
}

interface DrawnProps {
  readonly programme: ProgrammeView
  readonly cycles: readonly CycleLine[]
  readonly targets: readonly TargetLine[]
}

function Drawn({ programme: { period }, cycles, targets }: DrawnProps) {
  const { timeline: words } = useRoomWords(calendarWords)
  const { today, clock } = useOffice()
  const { items, rows } = useItems(cycles, targets)
  const [chosen, setChosen] = useState<number>()
  const [first, last] = [yearOf(period.from), yearOf(period.to)]
  const [from, to] = [calendarDate(first, 1, 1), calendarDate(last, 12, 31)]
  const x = dayScale(from, to, { from: room.left, to: width - room.right })
  const tops = rows.map((_, index) => rows.slice(0, index).reduce<number>((sum, { height }) => sum + height, room.top))
  const height = rows.reduce<number>((sum, one) => sum + one.height, room.top) + 8
  const item = chosen === undefined ? undefined : items[chosen]
  const title = words.title(first, last)
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setChosen(Math.min(Math.max((chosen ?? (step > 0 ? -1 : 0)) + step, 0), items.length - 1))
  }
  const isShown = today >= from && today <= to
  return (
    <section aria-labelledby="dong-thoi-gian">
      <h2 id="dong-thoi-gian">{title}</h2>
      <div className="timeline">
        <div
          role="slider"
          tabIndex={0}
          className="chartReader"
          aria-label={`${title}. ${words.read}`}
          aria-valuemin={0}
          aria-valuemax={Math.max(items.length - 1, 0)}
          aria-valuenow={chosen ?? 0}
          aria-valuetext={item?.said ?? words.read}
          onKeyDown={move}
          onBlur={() => setChosen(undefined)}
        >
          <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
            <defs>
              <pattern id="dang-chay" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect className="stripe" width="3" height="6" />
              </pattern>
            </defs>
            {Array.from({ length: last - first + 1 }, (_, index) => first + index).map((year) => (
              <g key={year} className="year">
                <line x1={x(calendarDate(year, 1, 1))} x2={x(calendarDate(year, 1, 1))} y1={room.top - 6} y2={height} />
                <text x={x(calendarDate(year, 7, 1))} y={16} textAnchor="middle">
                  {year}
                </text>
              </g>
            ))}
            {rows.map(({ name }, index) => (
              <text key={name} className="rowName" x={0} y={(tops[index] ?? 0) + 14}>
                {name}
              </text>
            ))}
            {items.map(({ key, state, row, lane: below, ...one }, index) => (
              <Shape
                key={key}
                state={state}
                from={x(one.from)}
                to={x(one.to)}
                top={(tops[row] ?? 0) + below * lane}
                isChosen={index === chosen}
                choose={() => setChosen(index)}
              />
            ))}
            {isShown ? (
              <g className="today">
                <line x1={x(today)} x2={x(today)} y1={room.top - 10} y2={height} />
              </g>
            ) : undefined}
          </svg>
        </div>
        <p className="readout">
          {item ? (
            <Written>{item.said}</Written>
          ) : (
            <span className="minor">
              {clock.movable ? words.todayDemo : words.today}: {written(today)}. {words.read}.
            </span>
          )}
        </p>
        <details className="behind">
          <summary>{words.asTable}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.from}</th>
                <th scope="col">{words.to}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.key}>
                  <td>
                    <Written>{one.said}</Written>
                  </td>
                  <td>{written(one.from)}</td>
                  <td>{written(one.to)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </div>
    </section>
  )
}

/** In the order of the rows, within each by day. */
function useItems(cycles: readonly CycleLine[], targets: readonly TargetLine[]) {
  const { timeline: words } = useRoomWords(calendarWords)
  const { cycles: cycleWords, period } = useWords()
  const items: Item[] = []
  const rows: Row[] = []
  for (const kind of CycleKind.options) {
    const own = cycles
      .filter((cycle) => cycle.kind === kind)
      .map((cycle) => ({ cycle, from: cycle.openedOn ?? cycle.opensOn, to: cycle.dueOn }))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    if (own.length === 0) continue
    const lanes = lanesOf(own)
    rows.push({ name: cycleWords.kinds[kind], height: (Math.max(...lanes) + 1) * lane + 10 })
    for (const [index, { cycle, from, to }] of own.entries()) {
      const title = cycle.period ? `${cycle.title}, ${period(cycle.period)}` : cycle.title
      const state = words.states[cycle.standing]
      const said = words.cycle(cycleWords.kinds[kind], title, written(from), written(to), state)
      const place = { row: rows.length - 1, lane: lanes[index] ?? 0 }
      items.push({ key: cycle.id, from, to, said, state: cycle.standing, ...place })
    }
  }
  const marks = targets.flatMap(({ id, by, metric, goal }) => (by ? [{ id, by, metric, goal }] : []))
  if (marks.length > 0) rows.push({ name: words.targets, height: lane + 10 })
  for (const [by, own] of Map.groupBy(marks, (mark) => mark.by)) {
    const said = own.map(({ metric, goal }) => words.target(metric, written(by), goal)).join(' ')
    items.push({ key: `moc-${by}`, from: by, to: by, said, state: 'milestone', row: rows.length - 1, lane: 0 })
  }
  return { items, rows }
}

interface ShapeProps {
  readonly state: Item['state']
  readonly from: number
  readonly to: number
  readonly top: number
  readonly isChosen: boolean
  readonly choose: () => void
}

function Shape({ state, from, to, top, isChosen, choose }: ShapeProps) {
  const name = `item ${state}${isChosen ? ' chosenItem' : ''}`
  if (state === 'milestone') {
    return <path className={name} d={`M${from} ${top + 2}l7 7-7 7-7-7z`} onPointerEnter={choose} />
  }
  const length = Math.max(to - from, 4)
  const fill = state === 'open' ? 'url(#dang-chay)' : undefined
  return (
    <rect
      className={name}
      fill={fill}
      x={from}
      y={top + 3}
      width={length}
      height={lane - 5}
      rx={2}
      onPointerEnter={choose}
    />
  )
}
