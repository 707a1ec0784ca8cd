import { expect, it } from 'vitest'
import type { RunEventView } from '../../../domain/cycles/runView.ts'
import { stepsOf } from '../../../web/cycles/run.ts'
import type { PictureNode } from '../../../web/machines/picture.ts'

const place = { kind: 'does', x: 0, y: 0, width: 1, height: 1, lines: [] } as const
const nodes: readonly PictureNode[] = [
  { ...place, state: 'NextStep' },
  { ...place, state: 'Archive', when: { doing: 'archive' } },
  { ...place, state: 'Await', kind: 'waits', when: { doing: 'wait', stage: 'receiving' } },
]
const at = (hour: number) => `2014-08-01T0${hour}:00:00.000Z` as const
const entered = (state: string, hour: number): RunEventView => ({ at: at(hour), what: 'entered', state })

it('a run is told by the steps of the picture, each from the moment at which it began', () => {
  const steps = stepsOf(
    [
      { at: at(9), what: 'succeeded' },
      entered('NextStep', 8),
      entered('Archive', 7),
      entered('MoreArchive', 6),
      entered('Archive', 5),
      entered('NextStep', 4),
      entered('Await', 3),
      { at: at(1), what: 'started' },
    ],
    nodes,
  )
  expect(steps.map(({ event, node }) => [node?.state ?? event.what, event.at])).toEqual([
    ['succeeded', at(9)],
    ['Archive', at(5)],
    ['Await', at(3)],
    ['started', at(1)],
  ])
})

it('a failure is told between two tries of one step', () => {
  const events: RunEventView[] = [
    entered('Archive', 3),
    { at: at(2), what: 'failed', error: 'TableBusy' },
    entered('Archive', 1),
  ]
  expect(stepsOf(events, nodes).map(({ event }) => event.what)).toEqual(['entered', 'failed', 'entered'])
})
