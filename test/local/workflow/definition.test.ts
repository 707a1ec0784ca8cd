import { describe, expect, test } from 'vitest'
import type { Json } from '../../../functions/services.ts'
import { readMachine } from '../../../local/workflow/definition.ts'
import { machine } from './bench.ts'

const end = { Type: 'Pass', End: true }
const inner = { StartAt: 'In', States: { In: end } }

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
    ['an unknown type', machine({ A: { Type: 'Sleep', End: true } }), [`/States/A/Type ${schema}`]],
    ['neither Next nor End', machine({ A: { Type: 'Pass' } }), [`/States/A/Next ${schema}`]],
    ['a missing target', machine({ A: { Type: 'Pass', Next: 'B' } }), ['/States/A/Next MISSING_TRANSITION_TARGET']],
    ['a missing start', machine({ A: end }, { StartAt: 'B' }), ['/StartAt MISSING_TRANSITION_TARGET']],
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
      'a Parallel without branches',
      machine({ A: { Type: 'Parallel', Branches: [], End: true } }),
      [`/States/A/Branches ${schema}`],
    ],
    [
      'batches of an inline Map',
      machine({ A: { Type: 'Map', ItemBatcher: { MaxItemsPerBatch: 2 }, ItemProcessor: inner, End: true } }),
      [`/States/A/ItemBatcher ${schema}`],
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
