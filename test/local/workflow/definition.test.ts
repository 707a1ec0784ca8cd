import { describe, expect, test } from 'vitest'
import type { Json } from '../../../functions/services.ts'
import { readMachine } from '../../../local/workflow/definition.ts'
import { machine } from './bench.ts'

const end = { Type: 'Pass', End: true }
const inner = { StartAt: 'In', States: { In: end } }
const starting = 'arn:aws:states:::states:startExecution'
const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true }
const block = (States: { [name: string]: Json }) => ({ StartAt: Object.keys(States)[0] ?? '', States })
const express = (States: { [name: string]: Json }) => ({
  Type: 'Map',
  ItemProcessor: { ...block(States), ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } },
  End: true,
})

function problems(definition: Json): string[] {
  const read = readMachine(definition)
  return 'problems' in read ? read.problems.map(({ place, code }) => `${place} ${code}`) : []
}

test.each<[string, Json]>([
  ['a machine of one state', machine({ A: end })],
  ['its text', JSON.stringify(machine({ A: end }))],
  [
    'a machine whose default is JSONPath and whose states say JSONata',
    { StartAt: 'A', States: { A: { ...end, QueryLanguage: 'JSONata' } } },
  ],
  ['a placeholder as function', machine({ A: { Type: 'Task', Resource: '${sendDigests}', End: true } })],
  [
    'tolerated failures of an inline Map',
    machine({ A: { Type: 'Map', ItemProcessor: inner, ToleratedFailureCount: 1, End: true } }),
  ],
  [
    'texts with the marks of an expression inside them',
    machine({ A: { ...end, Output: [' {% $x %} ', 'a {% b', 'a %} b'] } }),
  ],
  [
    'a loop',
    machine({
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'A' }] },
    }),
  ],
])('%s is accepted', (_what, definition) => {
  expect(problems(definition)).toEqual([])
})

describe('refused, each at its place', () => {
  const schema = 'SCHEMA_VALIDATION_FAILED'

  test.each<[string, Json, string[]]>([
    ['no JSON', 'not JSON', ['/ INVALID_JSON_DESCRIPTION']],
    ['no states', { QueryLanguage: 'JSONata' }, [`/StartAt ${schema}`, `/States ${schema}`]],
    ['an unknown field', machine({ A: { ...end, Result: 1 } }), [`/States/A/Result ${schema}`]],
    [
      'a comment that is no text',
      machine({ A: { ...end, Comment: 5 } }, { Comment: 5 }),
      [`/Comment ${schema}`, `/States/A/Comment ${schema}`],
    ],
    [
      'a delay of a year',
      machine({ A: { ...invoke, Retry: [{ ErrorEquals: ['States.ALL'], MaxDelaySeconds: 31_622_400 }] } }),
      [`/States/A/Retry[0]/MaxDelaySeconds ${schema}`],
    ],
    ['an unknown type', machine({ A: { Type: 'Sleep', End: true } }), [`/States/A/Type ${schema}`]],
    ['neither Next nor End', machine({ A: { Type: 'Pass' } }), [`/States/A/Next ${schema}`]],
    ['a missing target', machine({ A: { Type: 'Pass', Next: 'B' } }), ['/States/A/Next MISSING_TRANSITION_TARGET']],
    ['a missing start', machine({ A: end }, { StartAt: 'B' }), ['/StartAt MISSING_TRANSITION_TARGET']],
    ['a start without a name', machine({ A: end }, { StartAt: '' }), ['/StartAt MISSING_TRANSITION_TARGET']],
    [
      'a branch that starts without a name',
      machine({ A: { Type: 'Parallel', Branches: [{ StartAt: '', States: { B: end } }], End: true } }),
      ['/States/A/Branches[0]/StartAt MISSING_TRANSITION_TARGET'],
    ],
    [
      'an argument that Lambda does not take',
      machine({ A: { ...invoke, Arguments: { FunctionName: 'x', Foo: 1 } } }),
      [`/States/A/Arguments/Foo ${schema}`],
    ],
    [
      'a call that nobody waits for',
      machine({ A: { ...invoke, Arguments: { FunctionName: 'x', InvocationType: 'Event' } } }),
      ['/States/A/Arguments/InvocationType UNSUPPORTED_FIELD'],
    ],
    [
      'an argument that startExecution does not take',
      machine({ A: { ...invoke, Resource: starting, Arguments: { StateMachineArn: 'x', name: 'y' } } }),
      [`/States/A/Arguments/name ${schema}`],
    ],
    ...['arn:aws:states:::lambda:invoke.waitForTaskToken', `${starting}.sync`].map(
      (Resource): [string, Json, string[]] => [
        `an express child that waits: ${Resource}`,
        machine({
          A: express({ B: { Type: 'Parallel', Branches: [block({ C: { ...invoke, Resource } })], End: true } }),
        }),
        [`/States/A/ItemProcessor/States/B/Branches[0]/States/C/Resource ${schema}`],
      ],
    ),
    ['an unreachable state', machine({ A: end, B: end }), ['/States/B UNREACHABLE_STATE']],
    ['a state in JSONPath', { StartAt: 'A', States: { A: end } }, ['/States/A UNSUPPORTED_QUERY_LANGUAGE']],
    [
      'a state that goes back to JSONPath',
      machine({ A: { ...end, QueryLanguage: 'JSONPath' } }),
      ['/States/A UNSUPPORTED_QUERY_LANGUAGE'],
    ],
    [
      'a state inside that is in JSONPath',
      { StartAt: 'A', States: { A: { Type: 'Map', QueryLanguage: 'JSONata', ItemProcessor: inner, End: true } } },
      ['/States/A/ItemProcessor/States/In UNSUPPORTED_QUERY_LANGUAGE'],
    ],
    [
      'an expression that does not parse',
      machine({ A: { ...end, Output: { list: [{ x: '{% 1 + %}' }] } } }),
      ['/States/A/Output/list[0]/x INVALID_EXPRESSION'],
    ],
    [
      'a result where there is none',
      machine({ A: { ...end, Output: '{% $states.result %}' } }),
      ['/States/A/Output INVALID_EXPRESSION'],
    ],
    [
      'an ItemReader',
      machine({ A: { Type: 'Map', ItemReader: {}, ResultWriter: {}, ItemProcessor: inner, End: true } }),
      ['/States/A/ItemReader UNSUPPORTED_FIELD', '/States/A/ResultWriter UNSUPPORTED_FIELD'],
    ],
    [
      'a name given twice',
      machine({ In: { Type: 'Map', ItemProcessor: inner, End: true } }),
      ['/States/In/ItemProcessor/States/In DUPLICATE_STATE_NAME'],
    ],
    ['a long name', machine({ ['A'.repeat(81)]: end }), [`/States/${'A'.repeat(81)} ${schema}`]],
    ['a reserved variable', machine({ A: { ...end, Assign: { states: 1 } } }), [`/States/A/Assign/states ${schema}`]],
    [
      'States.ALL in company',
      machine({ A: task({ Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }) }),
      [`/States/A/Retry[0]/ErrorEquals ${schema}`],
    ],
    [
      'States.ALL before another',
      machine({
        A: task({
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'A' },
            { ErrorEquals: ['X'], Next: 'A' },
          ],
        }),
      }),
      [`/States/A/Catch[0]/ErrorEquals ${schema}`],
    ],
    [
      'another service',
      machine({ A: task({ Resource: 'arn:aws:states:::sqs:sendMessage' }) }),
      [`/States/A/Resource ${schema}`],
    ],
    ['a timeout of no time', machine({ A: task({ TimeoutSeconds: 0 }) }), [`/States/A/TimeoutSeconds ${schema}`]],
    [
      'a heartbeat as long as the timeout',
      machine({ A: task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }) }),
      [`/States/A/HeartbeatSeconds ${schema}`],
    ],
    ['credentials without a role', machine({ A: task({ Credentials: {} }) }), [`/States/A/Credentials ${schema}`]],
    [
      'a wait for both',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2013-01-01T00:00:00Z', End: true } }),
      [`/States/A/Seconds ${schema}`],
    ],
    [
      'a wait for no moment',
      machine({ A: { Type: 'Wait', Timestamp: '2013-02-30T00:00:00Z', End: true } }),
      [`/States/A/Timestamp ${schema}`],
    ],
    [
      'a wait in small letters',
      machine({ A: { Type: 'Wait', Timestamp: '2013-02-03t00:00:00z', End: true } }),
      [`/States/A/Timestamp ${schema}`],
    ],
    [
      'a Parallel without branches',
      machine({ A: { Type: 'Parallel', Branches: [], End: true } }),
      [`/States/A/Branches ${schema}`],
    ],
    [
      'batches of an inline Map',
      machine({ A: { Type: 'Map', ItemBatcher: { MaxItemsPerBatch: 2 }, ItemProcessor: inner, End: true } }),
      [`/States/A/ItemBatcher ${schema}`],
    ],
    ...['{% $x', '{%', '{%}', 'x %}', '{% $x %} '].map((text): [string, Json, string[]] => [
      `an expression of which ${text} is half`,
      machine({ A: { ...end, Output: { list: [text] } } }),
      ['/States/A/Output/list[0] INVALID_EXPRESSION'],
    ]),
    [
      'half an expression for a text',
      machine({ A: { Type: 'Fail', Error: '{% $x' } }),
      ['/States/A/Error INVALID_EXPRESSION'],
    ],
    [
      'a distributed Map of no kind of execution',
      machine({ A: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...inner }, End: true } }),
      [`/States/A/ItemProcessor/ProcessorConfig/ExecutionType ${schema}`],
    ],
    ...['', 'a'.repeat(41), 'a b', 'a:b', 'a/b', 'a*'].map((Label): [string, Json, string[]] => [
      `the label “${Label}”`,
      machine({ A: { Type: 'Map', Label, ItemProcessor: inner, End: true } }),
      [`/States/A/Label ${schema}`],
    ]),
    [
      'a label given twice',
      machine({
        A: { Type: 'Map', Label: 'a', ItemProcessor: inner, Next: 'B' },
        B: { Type: 'Map', Label: 'a', ItemProcessor: { StartAt: 'In2', States: { In2: end } }, End: true },
      }),
      ['/States/B/Label DUPLICATE_LABEL_NAME'],
    ],
    [
      'an object of items for an inline Map',
      machine({ A: { Type: 'Map', Items: { a: 1 }, ItemProcessor: inner, End: true } }),
      [`/States/A/Items ${schema}`],
    ],
    [
      'several at once',
      machine({ A: { Type: 'Pass', Next: 'B', Foo: 1 }, C: { Type: 'Wait', End: true } }),
      [
        `/States/A/Foo ${schema}`,
        `/States/C/Seconds ${schema}`,
        '/States/A/Next MISSING_TRANSITION_TARGET',
        '/States/C UNREACHABLE_STATE',
      ],
    ],
  ])('%s', (_what, definition, expected) => {
    expect(problems(definition)).toEqual(expected)
  })

  describe('a variable of the outer scope, assigned again inside', () => {
    const assigns = (name: string, more = {}) => ({
      StartAt: name,
      States: { [name]: { ...end, Assign: { x: 2 }, ...more } },
    })
    const before = { Type: 'Pass', Assign: { x: 1 }, Next: 'P' }
    const variable = 'DUPLICATE_VARIABLE_NAME'

    test.each<[string, Json, string[]]>([
      [
        'in a branch',
        machine({ A: before, P: { Type: 'Parallel', Branches: [inner, assigns('B')], End: true } }),
        [`/States/P/Branches[1]/States/B/Assign/x ${variable}`],
      ],
      [
        'in an iteration',
        machine({ A: before, P: { Type: 'Map', ItemProcessor: assigns('B'), End: true } }),
        [`/States/P/ItemProcessor/States/B/Assign/x ${variable}`],
      ],
      [
        'deep inside',
        machine({
          A: before,
          P: {
            Type: 'Parallel',
            Branches: [{ StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: assigns('B'), End: true } } }],
            End: true,
          },
        }),
        [`/States/P/Branches[0]/States/M/ItemProcessor/States/B/Assign/x ${variable}`],
      ],
      [
        'by a rule, after another rule assigned it',
        machine({
          A: { Type: 'Choice', Choices: [{ Condition: true, Assign: { x: 1 }, Next: 'P' }], Default: 'P' },
          P: {
            Type: 'Parallel',
            Branches: [
              {
                StartAt: 'B',
                States: { B: { Type: 'Choice', Choices: [{ Condition: true, Assign: { x: 2 }, Next: 'C' }] }, C: end },
              },
            ],
            End: true,
          },
        }),
        [`/States/P/Branches[0]/States/B/Choices[0]/Assign/x ${variable}`],
      ],
      [
        'on the way of a failure, coming round a loop',
        machine({
          P: {
            Type: 'Parallel',
            Branches: [assigns('B')],
            Catch: [{ ErrorEquals: ['States.ALL'], Assign: { x: 1 }, Next: 'P' }],
            End: true,
          },
        }),
        [`/States/P/Branches[0]/States/B/Assign/x ${variable}`],
      ],
    ])('%s', (_where, definition, expected) => {
      expect(problems(definition)).toEqual(expected)
    })

    test('is another matter where it is assigned only afterwards, or only in another branch', () => {
      const branches = [assigns('B'), assigns('C')]
      const after = { ...end, Assign: { x: 3 } }
      const parallel = { Type: 'Parallel', Branches: branches, Assign: { x: 1 }, Next: 'A' }
      expect(problems(machine({ P: parallel, A: after }))).toEqual([])
    })
  })

  test('with a Vietnamese sentence that says what to do', () => {
    const read = readMachine(machine({ A: { Type: 'Pass', Next: 'B' } }))
    expect(read).toEqual({
      problems: [
        expect.objectContaining({
          sentence: 'Không có trạng thái “B” trong cùng khối; hãy sửa tên hoặc thêm trạng thái.',
        }),
      ],
    })
  })
})

function task(fields: { readonly [field: string]: Json }): Json {
  return { Type: 'Task', Resource: 'arn:aws:lambda:ap-southeast-1:000000000000:function:step', End: true, ...fields }
}
