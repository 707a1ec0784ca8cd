import { describe, expect, it } from 'vitest'
import { changeTask } from '../../../functions/stores/tasks.ts'
import { beginningOf, type Happenings, happenedBy, happenedIn, happenedTo } from '../../../functions/stores/trail.ts'
import { granted, openedOffice, weathers } from '../office.ts'
import { anAssignment, doctor, due, secretary, tinyProgramme } from '../tinyProgramme.ts'

type Office = Awaited<ReturnType<typeof openedOffice>>

const programme = (id: string) =>
  tinyProgramme({ id, assignments: [anAssignment('a', { lead: 'so-y-te', schedule: due('2013-01-31') })] })

async function report(office: Office, task: string, text: string, actor = doctor) {
  const command = { type: 'reportProgress', text } as const
  granted(await office.patiently(() => changeTask(office, office.rules, task, actor, command)))
}

/** Page by page, two events each. */
async function whole(
  office: Office,
  ask: (page: { limit: number; cursor?: string }) => Promise<Happenings>,
): Promise<string[]> {
  const told: string[] = []
  let cursor: string | undefined
  do {
    const page = await office.patiently(() => ask({ limit: 2, ...(cursor ? { cursor } : {}) }))
    told.push(...page.events.map(({ type, data }) => String(data['text'] ?? type)))
    cursor = page.cursor
  } while (cursor)
  return told
}

describe.each(weathers)('what happened on %s', (_, rates) => {
  it('in a programme is told newest first, page by page, and within a span', async () => {
    const office = await openedOffice({ rates }, programme('nho'), programme('hai'))
    office.clock.moveTo('2013-01-08', '08:00')
    await report(office, 'nho_a', 'một')
    office.clock.forward(60)
    await report(office, 'nho_a', 'hai')
    await report(office, 'hai_a', 'của chương trình hai')
    office.clock.forward(60)
    await report(office, 'nho_a', 'ba')
    const all = await whole(office, (page) => happenedIn(office.table, 'nho', page))
    expect(all.slice(0, 3)).toEqual(['ba', 'hai', 'một'])
    expect(all).toContain('launchBegun')
    // A report that was tried again was made later than it was begun.
    const { events } = await happenedTo(office.truth, 'TASK#nho_a', { limit: 3 })
    const [, second, first] = events.map(({ at }) => at)
    if (!first || !second) throw new Error('the reports were not recorded')
    const between = { from: first, until: second }
    expect(await whole(office, (page) => happenedIn(office.table, 'nho', { ...between, ...page }))).toEqual([
      'hai',
      'một',
    ])
    expect((await whole(office, (page) => happenedIn(office.table, 'nho', { from: second, ...page })))[1]).toBe('hai')
  })

  it("by one person's hand is told across programmes", async () => {
    const office = await openedOffice({ rates }, programme('nho'), programme('hai'))
    office.clock.moveTo('2013-01-08', '08:00')
    await report(office, 'nho_a', 'một')
    await report(office, 'hai_a', 'của người khác', secretary)
    office.clock.forward(1)
    await report(office, 'hai_a', 'hai')
    expect(await whole(office, (page) => happenedBy(office.table, doctor.person, page))).toEqual(['hai', 'một'])
  })

  it('to one thing is told newest first, in the order it happened even within one moment', async () => {
    const office = await openedOffice({ rates }, programme('nho'))
    const told = Array.from({ length: 12 }, (_, n) => `lần ${n + 1}`)
    for (const text of told) await report(office, 'nho_a', text)
    const newestFirst = [...told.toReversed(), 'taskGiven']
    expect(await whole(office, (page) => happenedTo(office.table, 'TASK#nho_a', page))).toEqual(newestFirst)
    const inProgramme = await whole(office, (page) => happenedIn(office.table, 'nho', page))
    expect(inProgramme.filter((text) => text.startsWith('lần'))).toEqual(told.toReversed())
    expect((await office.patiently(() => beginningOf(office.table, 'TASK#nho_a')))?.type).toBe('taskGiven')
  })
})

it('nothing is told of what is not there', async () => {
  const office = await openedOffice()
  expect(await happenedIn(office.truth, 'khong-co', { limit: 9 })).toEqual({ events: [] })
  expect(await happenedTo(office.truth, 'TASK#khong-co', { limit: 9 })).toEqual({ events: [] })
  expect(await beginningOf(office.truth, 'TASK#khong-co')).toBeUndefined()
})
