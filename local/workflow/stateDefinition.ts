/** Reads one state of a definition by its type. */
import type {
  Block,
  Catcher,
  Choice,
  Fail,
  Leaving,
  MapState,
  Parallel,
  Pass,
  Resource,
  Retrier,
  Rule,
  State,
  Succeed,
  Task,
  Wait,
} from './definition.ts'
import { isObject } from './json.ts'
import type { Fields, Reader, Sees } from './reader.ts'
import { isTimestamp } from './timestamp.ts'

/** How to read the blocks inside a state. */
interface Nested {
  readonly branch: (place: string, json: unknown) => Block
  readonly processor: (place: string, json: unknown) => Block
}

type Read<S extends State> = (fields: Fields, name: string, context: Context) => S | undefined

interface Context {
  readonly reader: Reader
  readonly place: string
  readonly nested: Nested
}

const everyState = ['Type', 'Comment', 'QueryLanguage']
const leaving = ['Next', 'End', 'Output', 'Assign']
const guarded = ['Retry', 'Catch']
const mapFields = ['Items', 'ItemSelector', 'ItemBatcher', 'ItemProcessor', 'MaxConcurrency', 'Label']
const toleration = ['ToleratedFailureCount', 'ToleratedFailurePercentage']

/** The fields each type has, and how it is read. */
const types: {
  readonly [T in State['type']]: {
    readonly fields: readonly string[]
    readonly read: Read<Extract<State, { type: T }>>
  }
} = {
  Pass: { fields: leaving, read: readPass },
  Task: {
    fields: [...leaving, ...guarded, 'Resource', 'Arguments', 'Credentials', 'TimeoutSeconds', 'HeartbeatSeconds'],
    read: readTask,
  },
  Choice: { fields: ['Choices', 'Default', 'Output', 'Assign'], read: readChoice },
  Wait: { fields: [...leaving, 'Seconds', 'Timestamp'], read: readWait },
  Succeed: { fields: ['Output'], read: readSucceed },
  Fail: { fields: ['Error', 'Cause'], read: readFail },
  Parallel: { fields: [...leaving, ...guarded, 'Branches', 'Arguments'], read: readParallel },
  Map: { fields: [...leaving, ...guarded, ...mapFields, ...toleration, 'ItemReader', 'ResultWriter'], read: readMap },
}

export function readState(
  reader: Reader,
  place: string,
  name: string,
  json: unknown,
  nested: Nested,
): State | undefined {
  if (!isObject(json)) {
    reader.refuse(place, 'SCHEMA_VALIDATION_FAILED', 'Trạng thái phải là một đối tượng JSON.')
    return undefined
  }
  const fields = reader.fields(place, json)
  if (!speaksJsonata(reader, place, fields)) return undefined
  const type = fields.required(
    'Type',
    fields.oneOf('Type', ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map']),
  )
  if (type === undefined) return undefined
  reader.fields(place, json, [...everyState, ...types[type].fields])
  return types[type].read(fields, name, { reader, place, nested })
}

function speaksJsonata(reader: Reader, place: string, fields: Fields): boolean {
  const language = fields.oneOf('QueryLanguage', ['JSONata', 'JSONPath']) ?? reader.language
  if (language === 'JSONata') return true
  reader.refuse(
    place,
    'UNSUPPORTED_QUERY_LANGUAGE',
    'Trạng thái này tính theo JSONPath, là ngôn ngữ không được hỗ trợ; hãy ghi "QueryLanguage": "JSONata" và viết lại các trường theo JSONata.',
  )
  return false
}

function readPass(fields: Fields, name: string): Pass {
  return { type: 'Pass', ...readLeaving(fields, name) }
}

function readTask(fields: Fields, name: string, context: Context): Task | undefined {
  const text = fields.required('Resource', fields.text('Resource'))
  const resource = text === undefined ? undefined : readResource(text)
  if (text !== undefined && resource === undefined) {
    fields.wrong(
      'Resource',
      `Không hỗ trợ tài nguyên “${text}”: chỉ có hàm Lambda (ARN hoặc \${tên}), lambda:invoke và states:startExecution.`,
    )
  }
  if (resource !== undefined) checkArguments(fields, resource, context)
  const credentials = fields.object('Credentials')
  if (credentials !== undefined && !Object.hasOwn(credentials, 'RoleArn')) {
    fields.wrong('Credentials', 'Thiếu trường bắt buộc “RoleArn”.')
  }
  const timeout = fields.wholeNumberTemplate('TimeoutSeconds', 1)
  const heartbeat = fields.wholeNumberTemplate('HeartbeatSeconds', 1)
  if (timeout !== undefined && heartbeat !== undefined && 'constant' in timeout && 'constant' in heartbeat) {
    if (Number(heartbeat.constant) >= Number(timeout.constant)) {
      fields.wrong('HeartbeatSeconds', '“HeartbeatSeconds” phải nhỏ hơn “TimeoutSeconds”.')
    }
  }
  const task = {
    ...readLeaving(fields, name, 'result'),
    ...readGuarded(fields, name, context),
    arguments: fields.template('Arguments'),
    credentials: fields.template('Credentials'),
    timeout,
    heartbeat,
  }
  return resource === undefined ? undefined : { type: 'Task', ...task, resource }
}

/** What an integration takes (its page of the Step Functions developer guide); Lambda's other invocation types are not run. */
const integrationFields = {
  lambda: ['FunctionName', 'Payload', 'InvocationType', 'LogType', 'ClientContext', 'Qualifier'],
  states: ['StateMachineArn', 'Input', 'Name', 'TraceHeader'],
}

function checkArguments(fields: Fields, { service }: Resource, { reader, place }: Context): void {
  const given = service === 'function' ? undefined : fields.objectIn('Arguments')
  if (given === undefined || service === 'function') return
  const known = reader.fields(`${place}/Arguments`, given, integrationFields[service])
  const type = given['InvocationType']
  if (type === 'Event' || type === 'DryRun') {
    known.unsupported('InvocationType', `Không hỗ trợ InvocationType “${type}”: hàm được gọi thì luồng chờ trả lời.`)
  }
}

/** `${name}` stands for the function of that name, as the deployment puts its ARN there. */
const functionPattern = /^(?:arn:[\w-]+:lambda:[\w-]*:\d*:function:([\w-]+)(?::[\w$-]+)?|\$\{([\w-]+)\})$/
const integrationPattern =
  /^arn:[\w-]+:states:::(lambda:invoke|states:startExecution)(\.waitForTaskToken|\.sync|\.sync:2)?$/

function readResource(text: string): Resource | undefined {
  const direct = functionPattern.exec(text)
  const functionName = direct?.[1] ?? direct?.[2]
  if (functionName !== undefined) return { service: 'function', action: functionName, label: text, waitsFor: 'answer' }
  const [, integration, pattern = ''] = integrationPattern.exec(text) ?? []
  if (integration === undefined || (integration === 'lambda:invoke' && pattern.startsWith('.sync'))) return undefined
  const waitsFor = {
    '': 'answer',
    '.waitForTaskToken': 'token',
    '.sync': 'execution',
    '.sync:2': 'executionOutput',
  } as const
  const [service, action] =
    integration === 'lambda:invoke' ? (['lambda', 'invoke'] as const) : (['states', 'startExecution'] as const)
  return { service, action, label: `${action}${pattern}`, waitsFor: waitsFor[pattern as keyof typeof waitsFor] }
}

function readChoice(fields: Fields, name: string, { reader, place }: Context): Choice {
  const choices = fields.required('Choices', fields.list('Choices')) ?? []
  if (fields.has('Choices') && choices.length === 0) fields.wrong('Choices', '“Choices” phải có ít nhất một nhánh.')
  const rules = choices.flatMap((json, index): Rule[] => {
    const at = `${place}/Choices[${index}]`
    if (!isObject(json)) {
      reader.refuse(at, 'SCHEMA_VALIDATION_FAILED', 'Nhánh phải là một đối tượng có Condition và Next.')
      return []
    }
    const rule = reader.fields(at, json, ['Condition', 'Next', 'Output', 'Assign', 'Comment'])
    const location = `Choices[${index}]`
    const condition = rule.required('Condition', rule.conditionTemplate('Condition', `${location}/Condition`))
    const next = rule.required('Next', rule.text('Next'))
    const output = rule.template('Output', 'nothing more', `${location}/Output`)
    const assign = readAssign(rule, 'nothing more', `${location}/Assign`)
    return condition === undefined || next === undefined ? [] : [{ name, condition, next, output, assign }]
  })
  return {
    type: 'Choice',
    name,
    rules,
    otherwise: fields.text('Default'),
    output: fields.template('Output'),
    assign: readAssign(fields),
  }
}

function readWait(fields: Fields, name: string): Wait {
  if (fields.has('Seconds') === fields.has('Timestamp')) {
    fields.wrong('Seconds', 'Trạng thái chờ phải có đúng một trong hai trường “Seconds” và “Timestamp”.')
  }
  return {
    type: 'Wait',
    ...readLeaving(fields, name),
    seconds: fields.wholeNumberTemplate('Seconds', 0),
    timestamp: fields.textTemplate('Timestamp', isTimestamp, 'một thời điểm ISO 8601 có múi giờ'),
  }
}

function readSucceed(fields: Fields, name: string): Succeed {
  return { type: 'Succeed', name, next: null, output: fields.template('Output'), assign: undefined }
}

function readFail(fields: Fields, name: string): Fail {
  return { type: 'Fail', name, error: fields.textTemplate('Error'), cause: fields.textTemplate('Cause') }
}

function readParallel(fields: Fields, name: string, context: Context): Parallel {
  const branches = fields.required('Branches', fields.list('Branches')) ?? []
  if (fields.has('Branches') && branches.length === 0) fields.wrong('Branches', '“Branches” phải có ít nhất một nhánh.')
  return {
    type: 'Parallel',
    ...readLeaving(fields, name, 'result'),
    ...readGuarded(fields, name, context),
    branches: branches.map((branch, index) => context.nested.branch(`${context.place}/Branches[${index}]`, branch)),
    arguments: fields.template('Arguments'),
  }
}

function readMap(fields: Fields, name: string, context: Context): MapState {
  fields.unsupported('ItemReader', 'Không hỗ trợ ItemReader: không có kho S3 để đọc. Hãy đưa danh sách vào Items.')
  fields.unsupported('ResultWriter', 'Không hỗ trợ ResultWriter: không có kho S3 để ghi. Hãy nhận kết quả ở Output.')
  const label = fields.text('Label')
  if (label !== undefined) context.reader.claimLabel(`${context.place}/Label`, label)
  const processor = fields.required('ItemProcessor', fields.object('ItemProcessor'))
  const at = `${context.place}/ItemProcessor`
  const type = readExecutionType(context.reader, at, processor)
  const isDistributed = type !== undefined
  const batcher = fields.object('ItemBatcher')
  if (batcher !== undefined && !isDistributed) {
    fields.wrong('ItemBatcher', '“ItemBatcher” chỉ dùng được khi ProcessorConfig có "Mode": "DISTRIBUTED".')
  }
  const block = context.nested.processor(at, processor ?? { StartAt: '', States: {} })
  if (type === 'EXPRESS') refuseWaiting(context.reader, at, block)
  return {
    type: 'Map',
    ...readLeaving(fields, name, 'result'),
    ...readGuarded(fields, name, context),
    processor: block,
    isDistributed,
    label: label ?? name,
    items: fields.itemsTemplate('Items', isDistributed),
    itemSelector: fields.template('ItemSelector'),
    batcher: batcher === undefined ? undefined : readBatcher(context, batcher),
    maxConcurrency: fields.wholeNumberTemplate('MaxConcurrency', 0),
    toleratedCount: fields.wholeNumberTemplate('ToleratedFailureCount', 0),
    toleratedPercentage: fields.numberTemplate('ToleratedFailurePercentage', 0, 100),
  }
}

/** Of a distributed Map, the type of its child executions; undefined of an inline one. */
function readExecutionType(
  reader: Reader,
  place: string,
  processor: { readonly [name: string]: unknown } | undefined,
): 'STANDARD' | 'EXPRESS' | undefined {
  const json = processor?.['ProcessorConfig']
  if (json === undefined) return undefined
  if (!isObject(json)) {
    reader.refuse(`${place}/ProcessorConfig`, 'SCHEMA_VALIDATION_FAILED', '“ProcessorConfig” phải là một đối tượng.')
    return undefined
  }
  const fields = reader.fields(`${place}/ProcessorConfig`, json, ['Mode', 'ExecutionType'])
  const type = fields.oneOf('ExecutionType', ['STANDARD', 'EXPRESS'])
  if (fields.oneOf('Mode', ['INLINE', 'DISTRIBUTED']) !== 'DISTRIBUTED') return undefined
  fields.required('ExecutionType', type)
  return type ?? 'STANDARD'
}

/** An express execution waits for nobody's token and for no other execution (developer guide, service integrations). */
function refuseWaiting(reader: Reader, place: string, { states }: Block): void {
  for (const state of states.values()) {
    const at = `${place}/States/${state.name}`
    if (state.type === 'Task' && state.resource.waitsFor !== 'answer') {
      reader.refuse(
        `${at}/Resource`,
        'SCHEMA_VALIDATION_FAILED',
        `Lượt chạy EXPRESS không chờ mã (.waitForTaskToken) hay chờ lượt chạy khác (.sync); ở đây ghi “${state.resource.label}”. Hãy dùng "ExecutionType": "STANDARD".`,
      )
    }
    if (state.type === 'Map' && !state.isDistributed) refuseWaiting(reader, `${at}/ItemProcessor`, state.processor)
    if (state.type === 'Parallel')
      for (const [index, branch] of state.branches.entries()) refuseWaiting(reader, `${at}/Branches[${index}]`, branch)
  }
}

function readBatcher(
  { reader, place }: Context,
  json: { readonly [name: string]: unknown },
): NonNullable<MapState['batcher']> {
  const fields = reader.fields(`${place}/ItemBatcher`, json, [
    'BatchInput',
    'MaxItemsPerBatch',
    'MaxInputBytesPerBatch',
  ])
  if (!fields.has('MaxItemsPerBatch') && !fields.has('MaxInputBytesPerBatch')) {
    fields.wrong('MaxItemsPerBatch', 'Phải có “MaxItemsPerBatch” hoặc “MaxInputBytesPerBatch”.')
  }
  return {
    maxItems: fields.wholeNumberTemplate('MaxItemsPerBatch', 1),
    maxBytes: fields.wholeNumberTemplate('MaxInputBytesPerBatch', 1, 262_144),
    input: fields.template('BatchInput', 'nothing more', 'ItemBatcher/BatchInput'),
  }
}

function readLeaving(fields: Fields, name: string, sees: Sees = 'nothing more'): Leaving {
  const next = fields.text('Next')
  const end = fields.flag('End')
  if ((next !== undefined) === (end === true)) {
    fields.wrong('Next', 'Trạng thái phải có đúng một trong hai trường “Next” và “End”: true.')
  }
  return { name, next: next ?? null, output: fields.template('Output', sees), assign: readAssign(fields, sees) }
}

/** Letters, digits and marks as Unicode has identifiers, 80 characters; `states` is Step Functions' own. */
const variablePattern = /^\p{ID_Start}\p{ID_Continue}{0,79}$/u

function readAssign(fields: Fields, sees: Sees = 'nothing more', location = 'Assign'): Leaving['assign'] {
  for (const name of Object.keys(fields.object('Assign') ?? {})) {
    if (variablePattern.test(name) && name !== 'states') continue
    fields.wrong(
      `Assign/${name}`,
      `Không thể đặt tên biến là “${name}”: tên bắt đầu bằng chữ, chỉ có chữ, số và gạch dưới, nhiều nhất 80 ký tự, và không phải “states”.`,
    )
  }
  return fields.template('Assign', sees, location)
}

function readGuarded(
  fields: Fields,
  name: string,
  context: Context,
): { retry: readonly Retrier[]; catch: readonly Catcher[] } {
  return {
    retry: readEach(
      fields,
      'Retry',
      context,
      ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy', 'Comment'],
      readRetrier,
    ),
    catch: readEach(
      fields,
      'Catch',
      context,
      ['ErrorEquals', 'Next', 'Output', 'Assign', 'Comment'],
      (entry, errors, location) => {
        const next = entry.required('Next', entry.text('Next'))
        const output = entry.template('Output', 'errorOutput', `${location}/Output`)
        const assign = readAssign(entry, 'errorOutput', `${location}/Assign`)
        return next === undefined ? undefined : { name, errors, next, output, assign }
      },
    ),
  }
}

function readRetrier(entry: Fields, errors: readonly string[]): Retrier {
  return {
    errors,
    intervalSeconds: entry.wholeNumber('IntervalSeconds', 1) ?? 1,
    maxAttempts: entry.wholeNumber('MaxAttempts', 0) ?? 3,
    backoffRate: entry.number('BackoffRate', 1) ?? 2,
    maxDelaySeconds: entry.wholeNumber('MaxDelaySeconds', 1, 31_622_399),
    jitter: entry.oneOf('JitterStrategy', ['FULL', 'NONE']) === 'FULL',
  }
}

/** The entries of a Retry or a Catch. States.ALL stands alone, and last. */
function readEach<T>(
  fields: Fields,
  field: 'Retry' | 'Catch',
  { reader, place }: Context,
  allowed: readonly string[],
  read: (entry: Fields, errors: readonly string[], location: string) => T | undefined,
): readonly T[] {
  const list = fields.list(field) ?? []
  return list.flatMap((json, index) => {
    const location = `${field}[${index}]`
    if (!isObject(json)) {
      reader.refuse(`${place}/${location}`, 'SCHEMA_VALIDATION_FAILED', 'Chỗ này phải là một đối tượng có ErrorEquals.')
      return []
    }
    const entry = reader.fields(`${place}/${location}`, json, allowed)
    const names = entry.required('ErrorEquals', entry.list('ErrorEquals')) ?? []
    const errors = names.filter((name) => typeof name === 'string')
    if (entry.has('ErrorEquals') && (errors.length === 0 || errors.length < names.length)) {
      entry.wrong('ErrorEquals', '“ErrorEquals” phải là một mảng tên lỗi, có ít nhất một tên.')
    }
    if (errors.includes('States.ALL') && (errors.length > 1 || index < list.length - 1)) {
      entry.wrong('ErrorEquals', '“States.ALL” phải đứng một mình, ở mục cuối cùng.')
    }
    const value = read(entry, errors, location)
    return value === undefined ? [] : [value]
  })
}
