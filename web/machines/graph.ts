/**
 * A workflow's file as a graph that people can read. A choice that only one task leads to is part of that task: it
 * decides what the task found. Retries and what ends in a failure are not drawn: they are the same at every step.
 */
import type { Doing } from '../../domain/cycles/nextStep.ts'
import { stageNames } from '../../domain/cycles/stageWritten.ts'
import type { NodeKind, When } from './picture.ts'

/** As much of the Amazon States Language as is drawn. */
export interface Machine {
  readonly StartAt: string
  readonly States: { readonly [name: string]: State }
}

interface State {
  readonly Type: string
  readonly Comment?: string
  readonly Resource?: string
  readonly Next?: string
  readonly Default?: string
  readonly Choices?: readonly { readonly Condition?: string; readonly Next: string }[]
}

export interface GraphNode {
  readonly state: string
  readonly kind: NodeKind
  readonly comment: string
  readonly when?: When
}

export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly { readonly from: string; readonly to: string }[]
}

/** In the order of the file. A step that goes on by pages leads to itself; that is not drawn. */
export function graphOf({ StartAt, States }: Machine): Graph {
  const part = partsOf(States)
  const owner = (name: string) => part.get(name) ?? name
  const ways = Object.entries(States).flatMap(([name, state]) =>
    waysFrom(state).map(({ to, when }) => ({ from: owner(name), to: owner(to), when })),
  )
  const reached = reachedFrom(owner(StartAt), ways)
  const names = Object.keys(States).filter(
    (name) => !part.has(name) && reached.has(name) && States[name]?.Type !== 'Fail',
  )
  const isDrawn = (name: string) => names.includes(name)
  return {
    nodes: names.map((name) => {
      const when = ways.find(({ to, when }) => to === name && when)?.when
      const state = States[name]
      return {
        state: name,
        kind: kindOf(state),
        comment: state?.Comment ?? '',
        ...(when ? { when } : {}),
      }
    }),
    edges: [
      ...new Map(ways.filter(({ from, to }) => from !== to && isDrawn(from) && isDrawn(to)).map(asEdge)).values(),
    ],
  }
}

function asEdge({ from, to }: { readonly from: string; readonly to: string }) {
  return [`${from} ${to}`, { from, to }] as const
}

/** Each choice that a single task leads to, with that task. */
function partsOf(states: Machine['States']): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  for (const [name, { Type }] of Object.entries(states)) {
    if (Type !== 'Choice') continue
    const before = Object.entries(states).filter(([, state]) => waysFrom(state).some(({ to }) => to === name))
    const [only] = before
    if (only && before.length === 1 && only[1].Type === 'Task') parts.set(name, only[0])
  }
  return parts
}

interface Way {
  readonly to: string
  readonly when?: When
}

function waysFrom({ Next, Default, Choices = [] }: State): readonly Way[] {
  const chosen = Choices.map(({ Condition, Next: to }) => {
    const when = whenIn(Condition ?? '')
    return when ? { to, when } : { to }
  })
  return [...chosen, ...[Next, Default].flatMap((to) => (to === undefined ? [] : [{ to }]))]
}

/** `$doing = 'wait' and $stage = 'gathering'`: how the files of cycles ask what their record answered. */
function whenIn(condition: string): When | undefined {
  const doing = /\$doing = '(\w+)'/.exec(condition)?.[1]
  const stage = stageNames.find((name) => name === /\$stage = '(\w+)'/.exec(condition)?.[1])
  if (!isDoing(doing)) return undefined
  return stage ? { doing, stage } : { doing }
}

const doings = {
  ask: true,
  close: true,
  freeze: true,
  consolidate: true,
  score: true,
  assign: true,
  archive: true,
  tell: true,
  end: true,
  wait: true,
  handOver: true,
} satisfies { readonly [doing in Doing | 'wait' | 'handOver']: true }

function isDoing(text: string | undefined): text is keyof typeof doings {
  return text !== undefined && text in doings
}

function reachedFrom(
  start: string,
  ways: readonly { readonly from: string; readonly to: string }[],
): ReadonlySet<string> {
  const reached = new Set([start])
  // A set that is walked while it grows goes on to what was added.
  for (const name of reached) {
    for (const { from, to } of ways) if (from === name) reached.add(to)
  }
  return reached
}

function kindOf(state: State | undefined): NodeKind {
  switch (state?.Type) {
    case 'Succeed':
      return 'ends'
    case 'Pass':
      return 'begins'
    case 'Wait':
      return 'waits'
    default:
      return state?.Resource?.endsWith('.waitForTaskToken') ? 'waits' : 'does'
  }
}
