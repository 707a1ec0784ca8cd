import { describe, expect, it } from 'vitest'
import type { Agency } from '../../../domain/programme/schema.ts'
import { type Letter, MailRefused } from '../../../functions/services.ts'
import { mailboxesBounced } from '../../../functions/stores/bounces.ts'
import { latestDigest } from '../../../functions/stores/digests.ts'
import { linesOwedTo } from '../../../functions/stores/owedLines.ts'
import { moodyPost, type Office, openedOffice } from '../office.ts'
import { runRound } from '../runRound.ts'
import { anAssignment, due, tinyProgramme } from '../tinyProgramme.ts'

const health = 'so-y-te@example.com'
const office = 'van-phong@example.com'

/** One task of Sở Y tế, of which it hears on 7/1/2013; its entry as the test has it. */
async function oneTask(changes: Partial<Agency> = {}) {
  const programme = tinyProgramme({
    assignments: [anAssignment('de-an', { lead: 'so-y-te', schedule: due('2013-12-31') })],
  })
  const agencies = programme.agencies.map((agency) => (agency.id === 'so-y-te' ? { ...agency, ...changes } : agency))
  return openedOffice({}, { ...programme, agencies })
}

function refusing(world: Office, ...mailboxes: readonly string[]) {
  const mailer = moodyPost(world.posted, ({ to }) =>
    mailboxes.includes(to) ? new MailRefused(to, { reason: '550 5.1.1 no such mailbox' }) : undefined,
  )
  return { ...world, mailer }
}

const bounced = async ({ truth }: Office) => (await mailboxesBounced(truth, { limit: 9 })).bounced

const addressees = (letters: readonly Letter[]) => letters.map(({ to }) => to)

describe('a letter that comes back', () => {
  it('is told the same morning to the agency above, with whose it was, and without a form in their name', async () => {
    const world = await oneTask({ superior: 'thanh-uy' })
    const outcome = await runRound(refusing(world, health), '2013-01-07')
    expect(outcome).toMatchObject({ letters: 1, refused: 1, failed: 0 })
    const [letter] = world.posted
    expect(letter).toMatchObject({ to: 'thanh-uy@example.com', id: '2013-01-07.thanh-uy@example.com' })
    expect(letter?.text).toContain('Kính gửi: Thành ủy')
    expect(letter?.text).toContain('Việc de-an')
    expect(letter?.text).toContain('Cơ quan chủ trì: Sở Y tế.')
    expect(letter?.text).toContain(`Thư gửi Sở Y tế (${health}) bị trả lại: đề nghị chuyển nội dung này tới nơi nhận.`)
    expect(await latestDigest(world.truth, health)).toMatchObject({ state: 'refused', sentOn: '2013-01-07' })
    expect(await linesOwedTo(world.truth, health, 9)).toEqual([])
  })

  it.each<[string, Partial<Agency>, string]>([
    [
      'the mailbox that it named for that',
      { superior: 'thanh-uy', fallback: 'du-phong@example.com' },
      'du-phong@example.com',
    ],
    ['the office of whoever gave the task, where nobody is above it', {}, office],
  ])('is told to %s', async (_, changes, mailbox) => {
    const world = await oneTask(changes)
    await runRound(refusing(world, health), '2013-01-07')
    expect(addressees(world.posted)).toEqual([mailbox])
  })

  it('is seen by the office until the mailbox takes a letter again', async () => {
    const world = await oneTask()
    await runRound(refusing(world, health), '2013-01-07')
    expect(await bounced(world)).toEqual([
      {
        mailbox: health,
        addressee: 'Sở Y tế',
        letter: `2013-01-07.${health}`,
        on: '2013-01-07',
        reason: '550 5.1.1 no such mailbox',
        instead: [office],
      },
    ])
    world.clock.moveTo('2013-12-31', '07:30')
    await runRound(world, '2013-12-31')
    expect(addressees(world.posted)).toEqual([office, health])
    expect(await bounced(world)).toEqual([])
  })

  it('from there too circles nowhere, and both are seen', async () => {
    const world = await oneTask({ superior: 'thanh-uy' })
    const services = refusing(world, health, 'thanh-uy@example.com', office)
    expect(await runRound(services, '2013-01-07')).toMatchObject({ letters: 0, refused: 2, failed: 0 })
    expect((await bounced(world)).map(({ mailbox }) => mailbox)).toEqual([health, 'thanh-uy@example.com'])
    world.clock.moveTo('2013-01-08', '07:30')
    expect(await runRound(services, '2013-01-08')).toMatchObject({ letters: 0, refused: 0 })
  })
})
