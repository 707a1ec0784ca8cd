/** The machines that both engines run, each in its own dialect: JSONata here, JSONPath in aws-local-stepfunctions. */
import type { StateMachine } from 'aws-local-stepfunctions'
import type { Json } from '../../functions/services.ts'

type Definition = ConstructorParameters<typeof StateMachine>[0]

export interface Work {
  readonly name: string
  readonly ours: Json
  readonly theirs: Definition
  readonly input: Json
  readonly executions: number
  /** So many are under way side by side. */
  readonly atOnce: number
  /** The least that is wanted of the other's speed: in memory, and on disk with an fsync a commit. */
  readonly wanted: { readonly memory: number; readonly full?: number }
}

/** The states that call a step, which answers with what it was given: the other engine knows steps by their states. */
export const tasks: readonly string[] = ['One', 'Ask']

const echoArn = 'arn:aws:lambda:ap-southeast-1:000000000000:function:echo'

const items = Array.from({ length: 1000 }, (_, number) => ({ number }))

export const works: readonly Work[] = [
  {
    name: 'a loop of 1,000 Choice and Pass',
    ours: {
      QueryLanguage: 'JSONata',
      StartAt: 'More',
      States: {
        More: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.n < 1000 %}', Next: 'Add' }],
          Default: 'Done',
        },
        Add: { Type: 'Pass', Output: { n: '{% $states.input.n + 1 %}' }, Next: 'More' },
        Done: { Type: 'Succeed' },
      },
    },
    theirs: {
      StartAt: 'More',
      States: {
        More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 1000, Next: 'Add' }], Default: 'Done' },
        Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
        Done: { Type: 'Succeed' },
      },
    },
    input: { n: 0 },
    executions: 1,
    atOnce: 1,
    wanted: { memory: 1 },
  },
  {
    name: 'a Map of 1,000, Pass',
    ours: mapOf({ Type: 'Pass', Output: { seen: '{% $states.input.number %}' }, End: true }),
    theirs: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: {
            StartAt: 'One',
            States: { One: { Type: 'Pass', Parameters: { 'seen.$': '$.number' }, End: true } },
          },
          End: true,
        },
      },
    },
    input: { items },
    executions: 1,
    atOnce: 1,
    wanted: { memory: 1, full: 0.25 },
  },
  {
    name: 'a Map of 1,000, Lambda',
    ours: mapOf({ Type: 'Task', Resource: echoArn, End: true }),
    theirs: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Task', Resource: echoArn, End: true } } },
          End: true,
        },
      },
    },
    input: { items },
    executions: 1,
    atOnce: 1,
    wanted: { memory: 1, full: 0.25 },
  },
  {
    name: 'five states, 1,000 times in sequence',
    ...fiveStates(),
    executions: 1000,
    atOnce: 1,
    wanted: { memory: 0.5 },
  },
  {
    name: 'five states, 1,000 times, 50 at a time',
    ...fiveStates(),
    executions: 1000,
    atOnce: 50,
    wanted: { memory: 0.5, full: 0.25 },
  },
]

/** Waits for its token. */
export const asks: Json = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: '{% $states.input %}' },
      TimeoutSeconds: 8_640_000,
      End: true,
    },
  },
}

function mapOf(state: Json): Json {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Items: '{% $states.input.items %}',
        ItemProcessor: { StartAt: 'One', States: { One: state } },
        End: true,
      },
    },
  }
}

/** Makes a value, looks at it, has a step work on it, shapes what came back, and ends. */
function fiveStates(): Pick<Work, 'ours' | 'theirs' | 'input'> {
  return {
    ours: {
      QueryLanguage: 'JSONata',
      StartAt: 'Make',
      States: {
        Make: { Type: 'Pass', Output: { order: '{% $states.input.order %}', amount: 7 }, Next: 'Look' },
        Look: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.amount > 5 %}', Next: 'Ask' }],
          Default: 'Done',
        },
        Ask: { Type: 'Task', Resource: echoArn, Next: 'Shape' },
        Shape: { Type: 'Pass', Output: { order: '{% $states.input.order %}', done: true }, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    },
    theirs: {
      StartAt: 'Make',
      States: {
        Make: { Type: 'Pass', Parameters: { 'order.$': '$.order', amount: 7 }, Next: 'Look' },
        Look: {
          Type: 'Choice',
          Choices: [{ Variable: '$.amount', NumericGreaterThan: 5, Next: 'Ask' }],
          Default: 'Done',
        },
        Ask: { Type: 'Task', Resource: echoArn, Next: 'Shape' },
        Shape: { Type: 'Pass', Parameters: { 'order.$': '$.order', done: true }, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    },
    input: { order: 1 },
  }
}
