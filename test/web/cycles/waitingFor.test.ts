import { describe, expect, it } from 'vitest'
import type { CycleView } from '../../../domain/cycles/cycleView.ts'
import type { Agency } from '../../../domain/programme/schema.ts'
import { waitingFor } from '../../../web/cycles/waitingFor.ts'

const agency = (id: string, office?: string): Agency => ({
  id,
  name: id,
  mailbox: `${id}@example.com`,
  head: { position: 'Giám đốc', mailbox: `gd-${id}@example.com` },
  ...(office ? { office } : {}),
})
const directory = new Map(
  [
    agency('uy-ban', 'van-phong'),
    agency('van-phong'),
    agency('ban-thuong-vu'),
    agency('thanh-uy', 'vp-tu'),
    agency('vp-tu'),
  ].map((one) => [one.id, one]),
)

const cycle: CycleView = {
  id: 'bao-cao-2015',
  kind: 'periodic-report',
  programme: 'ct',
  assignment: 'bao-cao',
  clause: 'III.2-3',
  title: 'Báo cáo',
  lead: 'uy-ban',
  givenBy: 'thanh-uy',
  receivedBy: 'ban-thuong-vu',
  opensOn: '2015-10-01',
  closesOn: '2015-11-30',
  gatherUntil: '2015-12-07',
  dueOn: '2015-12-20',
  standing: 'open',
  stage: 'gathering',
  stageWritten: 'chờ các cơ quan gửi',
  silent: [],
  basis: 'ct',
  cooperating: [],
  coversFrom: '2014-12-01',
  attempt: 1,
  gathering: 1,
  gatheringOpen: true,
  asked: 3,
  sent: 1,
  contributions: [
    { id: 'a', agency: 'so-y-te', state: 'asked' },
    { id: 'b', agency: 'so-noi-vu', state: 'sent' },
    { id: 'c', agency: 'so-tai-chinh', state: 'returned' },
  ],
}

describe('a cycle waits for', () => {
  it.each([
    [{ stage: 'gathering' }, { agencies: ['so-y-te', 'so-tai-chinh'], until: '2015-12-07' }],
    [{ stage: 'gathering', sent: 3 }, undefined],
    [{ stage: 'freezing' }, { agencies: [], until: '2015-11-30' }],
    [{ stage: 'finalising' }, { agencies: ['uy-ban', 'van-phong'], until: '2015-12-20' }],
    [{ stage: 'receiving' }, { agencies: ['ban-thuong-vu'] }],
    [{ stage: 'reviewing' }, { agencies: ['vp-tu'], until: '2015-12-20' }],
    [{ stage: 'judging' }, { agencies: [], who: 'evaluators', until: '2015-12-20' }],
    [{ stage: 'sealing' }, { agencies: [], who: 'sealer', until: '2015-12-20' }],
    [{ stage: 'consolidating' }, undefined],
    [{ stage: 'ended' }, undefined],
  ] as const)('at %o: %o', (at, expected) => {
    expect(waitingFor({ ...cycle, ...at }, directory, '2015-11-23')).toEqual(expected)
  })

  it('nobody once the day to send is over: the system closes', () => {
    expect(waitingFor(cycle, directory, '2015-12-08')).toBeUndefined()
  })
})
