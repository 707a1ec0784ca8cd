/**
 * A process that dies at every letter and every write of a morning, before it and after it, and another that goes on:
 * what was sent before and not recorded goes again, as the same letter, and nothing else does.
 */
import { describe, expect, it } from 'vitest'
import type { Item, Letter, Mailer, Table } from '../../../functions/services.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { layOutRemindersPage } from '../../../functions/steps/layOutReminders.ts'
import { sendDigestsPage } from '../../../functions/steps/sendDigests.ts'
import { latestDigest } from '../../../functions/stores/digests.ts'
import { linesOwedTo } from '../../../functions/stores/owedLines.ts'
import { shards } from '../../../functions/stores/shards.ts'
import { Crash } from '../../../local/faults/table.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { listing } from '../cutOff.ts'
import { granted, type Office, openOffice } from '../office.ts'
import { anAgency, anAssignment, computedCalendar, due, secretary, tinyProgramme } from '../tinyProgramme.ts'

const ids = Array.from({ length: 34 }, (_, n) => `don-vi-${n}`)
const day = '2013-01-07'

function programme() {
  const agencies = [anAgency('thanh-uy'), ...ids.map((id) => anAgency(id))]
  const assignments = ids.map((id) => anAssignment(id, { lead: id, schedule: due('2013-12-31') }))
  return tinyProgramme({ agencies, groups: [], assignments, targets: [] })
}

/** Dies at one of its letters and writes, counted together: before it is done, or after. */
function mortal({ truth, posted }: Office, at: number, moment: 'before' | 'after'): { table: Table; mailer: Mailer } {
  let count = 0
  let dead = false
  async function lived<Answer>(act: () => Promise<Answer>): Promise<Answer> {
    if (dead) throw new Crash('the process has died')
    count += 1
    const ends = count === at
    if (ends && moment === 'before') dead = true
    if (dead) throw new Crash('the process has died')
    const answer = await act()
    if (ends) dead = true
    if (dead) throw new Crash('the process has died')
    return answer
  }
  const reading = <Answer>(act: () => Promise<Answer>) =>
    dead ? Promise.reject(new Crash('the process has died')) : act()
  return {
    table: {
      get: (key) => reading(() => truth.get(key)),
      query: (query) => reading(() => truth.query(query)),
      transact: (writes) => lived(() => truth.transact(writes)),
    },
    mailer: { send: (letter) => lived(async () => void posted.push(letter)) },
  }
}

/** Laid out once: every life begins with the same lines to speak of. */
async function laidOut(): Promise<readonly Item[]> {
  const { table, items } = listing(openTable(':memory:'))
  const office = { ...openOffice(), table }
  granted(await launch(office, programme(), computedCalendar, secretary))
  for (const page of everyShard) await layOutRemindersPage(office, day, page)
  return items()
}

const everyShard = Array.from({ length: shards }, (_, shard) => ({ shard }))

async function live(start: readonly Item[], at: number, moment: 'before' | 'after') {
  const office = openOffice()
  for (let from = 0; from < start.length; from += 100) {
    await office.truth.transact(start.slice(from, from + 100).map((item) => ({ put: item })))
  }
  const process = { ...office, ...mortal(office, at, moment) }
  let died = false
  try {
    for (const page of everyShard) await sendDigestsPage(process, day, page)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
    died = true
  }
  // Past the lease of every letter.
  office.clock.forward(6)
  for (const page of everyShard) await sendDigestsPage({ ...office, table: office.truth }, day, page)
  return { died, office }
}

describe('a process that dies at any letter or write of a morning, 200 times', () => {
  it('repeats a letter at most once, under the same id, loses none, and never sends two different ones', async () => {
    const mailboxes = ids.map((id) => `${id}@example.com`)
    const start = await laidOut()
    let deaths = 0
    for (let at = 1; ; at += 1) {
      const lives = [await live(start, at, 'before'), await live(start, at, 'after')]
      for (const { office } of lives) await expectEachOnce(office, mailboxes, at)
      deaths += lives.filter(({ died }) => died).length
      if (lives.every(({ died }) => !died)) break
    }
    expect(deaths).toBeGreaterThanOrEqual(200)
  }, 30_000)
})

async function expectEachOnce({ posted, truth }: Office, mailboxes: readonly string[], at: number): Promise<void> {
  const byId = Map.groupBy(posted, ({ id }: Letter) => id)
  expect([...byId.keys()].toSorted(), `died at ${at}`).toEqual(
    mailboxes.map((mailbox) => `${day}.${mailbox}`).toSorted(),
  )
  for (const letters of byId.values()) {
    expect(letters.length, `died at ${at}`).toBeLessThanOrEqual(2)
    for (const letter of letters) expect(letter).toEqual(letters[0])
  }
  for (const mailbox of mailboxes) {
    expect(await latestDigest(truth, mailbox)).toMatchObject({ state: 'sent', composedOn: day })
    expect(await linesOwedTo(truth, mailbox, 9)).toEqual([])
  }
}
