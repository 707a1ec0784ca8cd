import { expect, it } from 'vitest'
import { runEventView } from '../../../domain/cycles/runView.ts'

const at = '2013-01-04T01:00:00.000Z'

it.each([
  [{ type: 'ExecutionStarted' }, { what: 'started' }],
  [
    { type: 'TaskStateEntered', state: 'Await' },
    { what: 'entered', state: 'Await' },
  ],
  [
    { type: 'ChoiceStateEntered', state: 'What' },
    { what: 'entered', state: 'What' },
  ],
  [
    { type: 'LambdaFunctionFailed', error: 'TableBusy' },
    { what: 'failed', error: 'TableBusy' },
  ],
  [
    { type: 'TaskTimedOut', error: 'States.Timeout' },
    { what: 'timedOut', error: 'States.Timeout' },
  ],
  [{ type: 'ExecutionTimedOut' }, { what: 'gaveUp' }],
  [
    { type: 'ExecutionFailed', error: 'Sai' },
    { what: 'gaveUp', error: 'Sai' },
  ],
  [{ type: 'ExecutionAborted' }, { what: 'aborted' }],
  [{ type: 'ExecutionSucceeded' }, { what: 'succeeded' }],
])('of %j is told %j', (event, told) => {
  expect(runEventView({ at, ...event })).toEqual({ at, ...told })
})

it.each(['TaskScheduled', 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited', 'LambdaFunctionStarted'])(
  'of %s nothing is told: the state that comes next says as much',
  (type) => {
    expect(runEventView({ at, type, state: 'Await' })).toBeUndefined()
  },
)
