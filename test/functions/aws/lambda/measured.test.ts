import { afterEach, expect, it, vi } from 'vitest'
import { count } from '../../../../functions/aws/lambda/counted.ts'
import { measuresOf, measuresOfCheck } from '../../../../functions/aws/lambda/measured.ts'

const none = { occurrences: 0, reminders: 0, escalations: 0, letters: 0, refused: 0, failed: 0 }
const before = { ...none, letters: 20, failed: 1 }
const payload = { day: '2013-01-07', page: null, outcome: before }
const after = (outcome: Partial<typeof none>) => ({ page: null, outcome: { ...before, ...outcome } })

it.each<[string, string | undefined, object, boolean, object]>([
  ['letters that a page sent', 'sendDigests', { letters: 23 }, true, { LettersSent: 3 }],
  ['letters without a sender', 'sendDigests', { letters: 23 }, false, { LettersInOutbox: 3 }],
  [
    'letters that were given up',
    'sendDigests',
    { refused: 2, failed: 5 },
    true,
    { LettersRefused: 2, LettersNotSent: 4 },
  ],
  ['a letter of seals', 'closeRound', { letters: 21 }, true, { LettersSent: 1 }],
  [
    'letters of seals that did not go',
    'closeRound',
    { refused: 1, failed: 2 },
    true,
    { LettersRefused: 1, LettersNotSent: 1 },
  ],
  ['other entries that were given up', 'openWork', { failed: 3 }, true, { EntriesFailed: 2 }],
  ['nothing that happened', 'layOutReminders', {}, true, {}],
])('counts %s', (_, step, outcome, hasSender, measures) => {
  expect(measuresOf(step, payload, after(outcome), hasSender)).toEqual(measures)
})

it('counts what the call that takes the round gave up, from nothing', () => {
  const answer = { taken: true, outcome: { ...none, failed: 2 } }
  expect(measuresOf('takeRound', { holder: 'round-2013-01-07_a1' }, answer, true)).toEqual({ EntriesFailed: 2 })
})

it('counts nothing of a step that does not walk the round', () => {
  expect(measuresOf('nextStep', { cycleId: 'c', attempt: 1, turn: 0 }, { do: 'wait' }, true)).toEqual({})
})

it('counts what the daily check found, each under a name of its own, and 0 too', () => {
  const well = { isRoundDone: true, cyclesWithoutExecution: [], oldestExecutionDays: 0, trailsUnsealed: [] }
  expect(measuresOfCheck({ day: '2013-01-07', ...well })).toEqual({
    RoundDone: 1,
    CyclesWithoutExecution: 0,
    OldestExecutionDays: 0,
    TrailsUnsealed: 0,
  })
  expect(
    measuresOfCheck({
      day: '2013-01-07',
      isRoundDone: false,
      cyclesWithoutExecution: ['a', 'b'],
      oldestExecutionDays: 301,
      trailsUnsealed: ['a', 'b', 'c'],
    }),
  ).toEqual({ RoundDone: 0, CyclesWithoutExecution: 2, OldestExecutionDays: 301, TrailsUnsealed: 3 })
})

afterEach(() => {
  vi.restoreAllMocks()
})

it('a number is one line of the log, under the stage and nothing else', () => {
  const lines: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line))
    return true
  })
  count({ LettersSent: 3 })
  count({})
  vi.restoreAllMocks()
  const [line = '{}', ...others] = lines.filter((one) => one.includes('_aws'))
  expect(others).toEqual([])
  expect(JSON.parse(line)).toMatchObject({
    _aws: {
      CloudWatchMetrics: [
        { Namespace: 'Dondoc', Dimensions: [['Stage']], Metrics: [{ Name: 'LettersSent', Unit: 'Count' }] },
      ],
    },
    Stage: 'office',
    LettersSent: 3,
  })
})
