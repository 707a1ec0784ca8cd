import { describe, expect, test } from 'vitest'
import {
  decideEnd,
  decideSettings,
  evolveProgramme,
  type ProgrammeState,
} from '../../../domain/programme/programmeState.ts'
import { Settings } from '../../../domain/programme/schema.ts'
import { occasion } from '../tasks/builders.ts'

const inForce: ProgrammeState = {
  id: 'ct',
  title: 'Chương trình',
  document: 'ct',
  period: { from: '2012-11-08', to: '2020-12-31' },
  stages: [],
  trackedFrom: '2012-11-08',
  settings: Settings.parse({}),
  launchedOn: '2012-11-08',
  status: 'inForce',
}
const open = [{ id: 'a' }, { id: 'b' }]
const carried = (task: string, document = 'vb') => ({ task, how: 'carriedOver', document }) as const

describe('a programme ends', () => {
  test('when every open task is decided', () => {
    expect(decideEnd(inForce, open, [carried('a'), { task: 'b', how: 'stopped', document: 'vb' }], 'tong-ket')).toEqual(
      {
        type: 'programmeEnded',
        document: 'tong-ket',
      },
    )
    expect(decideEnd(inForce, [], [], 'tong-ket')).toMatchObject({ type: 'programmeEnded' })
  })

  test('not while one is left, nor on a decision without a document', () => {
    expect(decideEnd(inForce, open, [carried('a')], 'tong-ket')).toEqual({ code: 'tasks-undecided', count: 1 })
    expect(decideEnd(inForce, open, [carried('a'), carried('b', ' ')], 'tong-ket')).toEqual({
      code: 'tasks-undecided',
      count: 1,
    })
    expect(decideEnd(inForce, open, [carried('x'), carried('y')], 'tong-ket')).toEqual({
      code: 'tasks-undecided',
      count: 2,
    })
  })

  test('not without its own document, nor when it is not in force', () => {
    expect(decideEnd(inForce, [], [], ' ')).toEqual({ code: 'document-missing' })
    for (const status of ['launching', 'ended'] as const) {
      expect(decideEnd({ ...inForce, status }, [], [], 'tong-ket')).toEqual({ code: 'programme-not-in-force' })
    }
  })
})

describe('other settings', () => {
  const settings = Settings.parse({ acceptance: false })

  test('rest on a document, and change something', () => {
    expect(decideSettings(inForce, settings, 'vb')).toEqual({ type: 'settingsChanged', settings, document: 'vb' })
    expect(decideSettings(inForce, settings, ' ')).toEqual({ code: 'document-missing' })
    expect(decideSettings(inForce, { ...inForce.settings }, 'vb')).toEqual({ code: 'nothing-to-change' })
  })

  test('are those of a programme in force', () => {
    for (const status of ['launching', 'ended'] as const) {
      expect(decideSettings({ ...inForce, status }, settings, 'vb')).toEqual({ code: 'programme-not-in-force' })
    }
  })
})

test('a programme is launched, changes its settings and ends', () => {
  const settings = Settings.parse({ acceptance: false })
  const launching: ProgrammeState = { ...inForce, status: 'launching' }
  const begun = evolveProgramme(
    launching,
    { type: 'launchBegun', words: {}, content: 'x', programme: launching },
    occasion('2012-11-08'),
  )
  expect(begun).toEqual(launching)
  const launched = evolveProgramme(begun, { type: 'launched', assignments: 1, targets: 1 }, occasion('2012-11-08'))
  expect(launched).toEqual(inForce)
  const changed = evolveProgramme(
    launched,
    { type: 'settingsChanged', settings, document: 'vb' },
    occasion('2013-01-07'),
  )
  expect(changed).toEqual({ ...inForce, settings })
  expect(evolveProgramme(changed, { type: 'programmeEnded', document: 'tong-ket' }, occasion('2020-12-31'))).toEqual({
    ...inForce,
    settings,
    status: 'ended',
    ended: { on: '2020-12-31', document: 'tong-ket' },
  })
})
