/**
 * A state machine in the JSONata dialect of the Amazon States Language, read strictly: what the engine would not run
 * as Step Functions runs it is refused here, each problem at its place, as `/States/Chờ/Next`.
 * https://states-language.net and the Step Functions developer guide
 */
import type { Json } from '../../functions/services.ts'
import { isObject } from './json.ts'
import { type Problem, Reader } from './reader.ts'
import { readState } from './stateDefinition.ts'
import { namesIn, type Template } from './template.ts'

export type { Problem } from './reader.ts'

export interface Machine {
  readonly block: Block
  readonly timeoutSeconds: number | undefined
}

/** States that lead to each other: the machine's own, one branch of a Parallel, the processor of a Map. */
export interface Block {
  readonly startAt: string
  readonly states: ReadonlyMap<string, State>
}

export type State = Pass | Task | Choice | Wait | Succeed | Fail | Parallel | MapState

/** What every state has that can be left. */
export interface Leaving {
  readonly name: string
  /** null at the end. */
  readonly next: string | null
  readonly output: Template | undefined
  readonly assign: Template | undefined
}

export interface Pass extends Leaving {
  readonly type: 'Pass'
}

export interface Task extends Leaving, Guarded {
  readonly type: 'Task'
  readonly resource: Resource
  readonly arguments: Template | undefined
  readonly credentials: Template | undefined
  /** Constants or expressions of a number of seconds. */
  readonly timeout: Template | undefined
  readonly heartbeat: Template | undefined
}

export interface Resource {
  /** `function` is a Lambda function named outright; the others are service integrations. */
  readonly service: 'function' | 'lambda' | 'states'
  /** The function's name, `invoke` or `startExecution`. */
  readonly action: string
  /** As the history calls it: the ARN, or `invoke.waitForTaskToken`. */
  readonly label: string
  readonly waitsFor: 'answer' | 'token' | 'execution' | 'executionOutput'
}

export interface Choice {
  readonly type: 'Choice'
  readonly name: string
  readonly rules: readonly Rule[]
  readonly otherwise: string | undefined
  readonly output: Template | undefined
  readonly assign: Template | undefined
}

export interface Rule extends Leaving {
  readonly condition: Template
}

export interface Wait extends Leaving {
  readonly type: 'Wait'
  readonly seconds: Template | undefined
  readonly timestamp: Template | undefined
}

export interface Succeed extends Leaving {
  readonly type: 'Succeed'
  readonly next: null
}

export interface Fail {
  readonly type: 'Fail'
  readonly name: string
  readonly error: Template | undefined
  readonly cause: Template | undefined
}

export interface Parallel extends Leaving, Guarded {
  readonly type: 'Parallel'
  readonly branches: readonly Block[]
  readonly arguments: Template | undefined
}

export interface MapState extends Leaving, Guarded {
  readonly type: 'Map'
  readonly processor: Block
  readonly isDistributed: boolean
  /** What a distributed Map's runs are called by: its Label, or else its name. */
  readonly label: string
  readonly items: Template | undefined
  readonly itemSelector: Template | undefined
  readonly batcher: Batcher | undefined
  readonly maxConcurrency: Template | undefined
  readonly toleratedCount: Template | undefined
  readonly toleratedPercentage: Template | undefined
}

export interface Batcher {
  readonly maxItems: Template | undefined
  readonly maxBytes: Template | undefined
  readonly input: Template | undefined
}

/** What a state has whose attempt can fail and be tried again. */
export interface Guarded {
  readonly retry: readonly Retrier[]
  readonly catch: readonly Catcher[]
}

export interface Retrier {
  readonly errors: readonly string[]
  readonly intervalSeconds: number
  readonly maxAttempts: number
  readonly backoffRate: number
  readonly maxDelaySeconds: number | undefined
  readonly jitter: boolean
}

export interface Catcher extends Leaving {
  readonly errors: readonly string[]
  readonly next: string
}

/** The machine, or everything that is wrong with it. Accepts the JSON, or its text. */
export function readMachine(definition: Json): { machine: Machine } | { problems: readonly Problem[] } {
  const reader = new Reader()
  const json = typeof definition === 'string' ? parsed(definition) : definition
  const machine = isObject(json) ? readTop(reader, json) : undefined
  if (machine === undefined) {
    reader.refuse('', 'INVALID_JSON_DESCRIPTION', 'Định nghĩa luồng công việc phải là một đối tượng JSON.')
  }
  return machine !== undefined && reader.problems.length === 0 ? { machine } : { problems: reader.problems }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const blockFields = ['Comment', 'StartAt', 'States']

function readTop(reader: Reader, json: { readonly [name: string]: unknown }): Machine {
  const fields = reader.fields('', json, [...blockFields, 'QueryLanguage', 'TimeoutSeconds', 'Version'])
  const language = fields.oneOf('QueryLanguage', ['JSONata', 'JSONPath']) ?? 'JSONPath'
  fields.oneOf('Version', ['1.0'])
  reader.language = language
  const block = readBlock(reader, '', json)
  checkVariables(reader, '', block, new Set())
  return { block, timeoutSeconds: fields.wholeNumber('TimeoutSeconds', 1) }
}

/** A block and all that is nested in it. The fields beside StartAt and States are the caller's to check. */
function readBlock(reader: Reader, place: string, json: { readonly [name: string]: unknown }): Block {
  const fields = reader.fields(place, json)
  const startAt = fields.required('StartAt', fields.text('StartAt'))
  const states = new Map<string, State>()
  const named = fields.required('States', fields.object('States')) ?? {}
  if (isObject(json['States']) && Object.keys(named).length === 0) {
    reader.refuse(`${place}/States`, 'SCHEMA_VALIDATION_FAILED', 'States phải có ít nhất một trạng thái.')
  }
  for (const [name, state] of Object.entries(named)) {
    reader.claimName(`${place}/States/${name}`, name)
    const read = readState(reader, `${place}/States/${name}`, name, state, {
      branch: (at, branch) => readNested(reader, at, branch, blockFields),
      processor: (at, processor) => readNested(reader, at, processor, [...blockFields, 'ProcessorConfig']),
    })
    if (read !== undefined) states.set(name, read)
  }
  checkTransitions(reader, place, startAt, states, new Set(Object.keys(named)))
  return { startAt: startAt ?? '', states }
}

function readNested(reader: Reader, place: string, json: unknown, allowed: readonly string[]): Block {
  if (isObject(json)) {
    reader.fields(place, json, allowed)
    return readBlock(reader, place, json)
  }
  reader.refuse(place, 'SCHEMA_VALIDATION_FAILED', 'Chỗ này phải là một đối tượng có StartAt và States.')
  return { startAt: '', states: new Map() }
}

/** Every transition leads to a state of the block, and every state can be reached. */
function checkTransitions(
  reader: Reader,
  place: string,
  startAt: string | undefined,
  states: Block['states'],
  named: ReadonlySet<string>,
): void {
  const check = (at: string, target: string): void => {
    if (named.has(target)) return
    reader.refuse(
      at,
      'MISSING_TRANSITION_TARGET',
      `Không có trạng thái “${target}” trong cùng khối; hãy sửa tên hoặc thêm trạng thái.`,
    )
  }
  if (startAt !== undefined) check(`${place}/StartAt`, startAt)
  for (const state of states.values()) {
    for (const { field, target } of targetsOf(state)) check(`${place}/States/${state.name}/${field}`, target)
  }
  // A state that could not be read leads nowhere that is known, so nothing is said of what lies behind it.
  if (states.size < named.size || startAt === undefined || !named.has(startAt)) return
  const reached = new Set<string>()
  const waiting = [startAt]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = states.get(name)
    if (state === undefined || reached.has(name)) continue
    reached.add(name)
    waiting.push(...targetsOf(state).map(({ target }) => target))
  }
  for (const name of states.keys()) {
    if (reached.has(name)) continue
    reader.refuse(
      `${place}/States/${name}`,
      'UNREACHABLE_STATE',
      'Không có đường nào từ StartAt dẫn tới trạng thái này; hãy nối vào hoặc bỏ đi.',
    )
  }
}

interface Transition {
  readonly field: string
  readonly target: string
  /** Given values on the way. */
  readonly variables: readonly string[]
}

function targetsOf(state: State): Transition[] {
  if (state.type === 'Choice') {
    const rules = state.rules.map(({ next, assign }, index) => ({
      field: `Choices[${index}]/Next`,
      target: next ?? '',
      variables: namesIn(assign),
    }))
    const { otherwise: target, assign } = state
    return target === undefined ? rules : [...rules, { field: 'Default', target, variables: namesIn(assign) }]
  }
  if (state.type === 'Fail' || state.type === 'Succeed') return []
  const caught = 'catch' in state ? state.catch : []
  const transitions = caught.map(({ next, assign }, index) => ({
    field: `Catch[${index}]/Next`,
    target: next,
    variables: namesIn(assign),
  }))
  const { next: target, assign } = state
  return target === null ? transitions : [{ field: 'Next', target, variables: namesIn(assign) }, ...transitions]
}

/** What is given a value on some way into a Parallel or a Map cannot be given another inside (DUPLICATE_VARIABLE_NAME). */
function checkVariables(reader: Reader, place: string, { states }: Block, outer: ReadonlySet<string>): void {
  for (const state of states.values()) {
    const at = `${place}/States/${state.name}`
    for (const { field, assign } of assignsOf(state)) {
      for (const variable of namesIn(assign).filter((name) => outer.has(name))) {
        reader.refuse(
          `${at}/${field}/${variable}`,
          'DUPLICATE_VARIABLE_NAME',
          `Biến “${variable}” đã được gán ở bên ngoài trước khi vào đây, nên bên trong chỉ đọc được; hãy đặt tên khác.`,
        )
      }
    }
    if (state.type !== 'Parallel' && state.type !== 'Map') continue
    const inside = new Set([...outer, ...assignedBefore(states, state.name)])
    const blocks =
      state.type === 'Map'
        ? [{ within: 'ItemProcessor', block: state.processor }]
        : state.branches.map((block, index) => ({ within: `Branches[${index}]`, block }))
    for (const { within, block } of blocks) checkVariables(reader, `${at}/${within}`, block, inside)
  }
}

function assignsOf(state: State): { field: string; assign: Template | undefined }[] {
  if (state.type === 'Fail') return []
  const rules = state.type === 'Choice' ? state.rules : []
  const caught = 'catch' in state ? state.catch : []
  return [
    { field: 'Assign', assign: state.assign },
    ...rules.map(({ assign }, index) => ({ field: `Choices[${index}]/Assign`, assign })),
    ...caught.map(({ assign }, index) => ({ field: `Catch[${index}]/Assign`, assign })),
  ]
}

/** On any way that leads to the state, round a loop too. */
function assignedBefore(states: Block['states'], name: string): ReadonlySet<string> {
  const transitions = [...states.values()].flatMap((state) =>
    targetsOf(state).map(({ target, variables }) => ({ from: state.name, target, variables })),
  )
  const leading = new Set([name])
  const assigned = new Set<string>()
  // A set goes on to what is added to it meanwhile.
  for (const reached of leading) {
    for (const { from, target, variables } of transitions) {
      if (target !== reached) continue
      leading.add(from)
      for (const variable of variables) assigned.add(variable)
    }
  }
  return assigned
}
