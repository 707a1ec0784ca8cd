/** Whoever holds a link asked about each thing in each state, in the name of each agency, and held against the table. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type Action, access } from '../../../../domain/access/access.ts'
import type { Relation } from '../../../../domain/access/relations.ts'
import type { Row } from '../../../../domain/access/row.ts'
import { answersOf, type Command } from '../../../../domain/access/states.ts'
import type { SubmissionKind } from '../../../../domain/links/link.ts'
import { tokenOf } from '../../../../functions/links/token.ts'
import { someLinks } from '../../links/someLinks.ts'
import type { ApiOffice } from '../apiOffice.ts'
import { type Stand, stands, things, world } from './world.ts'

const agencies = ['thanh-uy', 'van-phong', 'so-y-te', 'vp-so', 'ub', 'tren', 'so-xay-dung', 'so-khac']
const evidence = [{ title: 'Đề án' }]

interface Sent {
  readonly sends: SubmissionKind
  readonly of: 'task' | 'contribution' | 'target'
  readonly action: Action
  readonly command?: Command
  readonly body: object
}

const sent: readonly Sent[] = [
  { sends: 'result', of: 'task', action: 'task.submit', command: 'task.submit', body: { evidence } },
  {
    sends: 'progress',
    of: 'task',
    action: 'task.reportProgress',
    command: 'task.reportProgress',
    body: { text: 'Đang làm' },
  },
  {
    sends: 'extension',
    of: 'task',
    action: 'task.askExtension',
    command: 'task.askExtension',
    body: { wanted: '2013-05-31', reason: 'Chờ ý kiến' },
  },
  {
    sends: 'contribution',
    of: 'contribution',
    action: 'contribution.send',
    command: 'contribution.send',
    body: { rows: [], evidence: [], text: 'Thống nhất' },
  },
  {
    sends: 'figure',
    of: 'target',
    action: 'target.observe',
    body: {
      area: null,
      period: { year: 2012 },
      value: 81,
      kind: 'official',
      source: 'Báo cáo',
      sourceDate: '2013-01-07',
    },
  },
]

const by = { name: 'Nguyễn Văn A', position: 'Chuyên viên', telephone: '028 0000 0000' }
const links = someLinks()
let api: ApiOffice
beforeAll(async () => {
  api = await world({ links })
})

const namesOf = (of: Sent['of']): readonly (readonly [string | undefined, string])[] =>
  of === 'target'
    ? [[undefined, 'TARGET#nho_T01']]
    : [...things[of]].map(([state, id]) => [state, `${of.toUpperCase()}#${id}`])

describe.each(sent)('$sends by a link', ({ sends, of, action, command, body }) => {
  it('is taken where the table lets the link’s agency and the state takes it, and refused elsewhere', async () => {
    const kind: Stand = stands[of === 'task' ? 'work' : 'owed']
    const row: Row = access[action]
    const differs: string[] = []
    for (const [state, thing] of namesOf(of)) {
      for (const agency of agencies) {
        const relations: readonly Relation[] = kind[agency] ?? ['other']
        const says = command && [...answersOf(command)].find(([one]) => one === state)?.[1]
        const isTaken = relations.some((one) => row.link?.includes(one)) && (says === undefined || says === 'yes')
        const issuedAt = links.realTime()
        const purpose = { does: 'answer', thing, agency } as const
        const token = await tokenOf({ purpose, mailbox: `${agency}@example.com`, issuedAt }, links)
        const { status, body: answer } = await api.ask('POST', '/api/links/submissions', {
          headers: { 'dondoc-link': token },
          body: { by, submission: { sends, ...body } },
        })
        const code = status === 201 ? 'taken' : answer.code
        if ((code === 'taken') !== isTaken) differs.push(`${agency} ${state}: ${code}`)
        if (code !== 'taken' && code !== 'nothing-to-answer') differs.push(`${agency} ${state}: ${code}`)
      }
    }
    expect(api.faults).toEqual([])
    expect(differs).toEqual([])
  })
})

it('nothing else in the table is done by a link than what is asked here, files, and what disowns', () => {
  const all = Object.keys(access).filter((action) => (access[action as Action] as Row).link)
  const here = new Set<string>([...sent.map(({ action }) => action), 'task.answerPart', 'file.upload'])
  const disowning = ['task.object', 'task.disown', 'contribution.object', 'target.disown']
  expect(all.filter((action) => !here.has(action)).toSorted()).toEqual(disowning.toSorted())
})
