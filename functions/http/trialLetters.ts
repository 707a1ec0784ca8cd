/** Thư thử: the words of an office in a letter to whoever writes them. Beside the links, in the one function that sends letters. */
import * as z from 'zod/mini'
import { LetterForm } from '../../domain/letters/letterForm.ts'
import { sampleLetter } from '../../domain/letters/sampleLetter.ts'
import { Agency } from '../../domain/programme/schema.ts'
import { sendPrompt } from '../steps/sendPrompt.ts'
import { registersOf } from '../stores/programmes.ts'
import { promptLetterWrites } from '../stores/promptLetters.ts'
import { writeSurely } from '../stores/record.ts'
import { trailOf } from '../stores/registerChanges.ts'
import { ofOffice } from './letterForms.ts'
import { type Route, route } from './route.ts'

export const trialLettersRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/trial-letters',
    operationId: 'sendTrialLetter',
    summary: 'Gửi thư thử với lời thư này tới hộp thư của chính người gửi; không đổi gì',
    may: 'letter.form',
    body: z.strictObject({ agency: Agency.shape.id, form: LetterForm }),
    answer: z.strictObject({ mailbox: z.string(), outcome: z.enum(['sent', 'refused', 'delayed']) }),
    status: 201,
    about: async ({ body: { agency } }, { table }) => ofOffice(table, agency),
    handle: async ({ body: { agency, form }, caller: { person, today, directory } }, services) => {
      const { table, clock, ids } = services
      const office = directory.get(agency)?.name
      const programme = await trailOf(table, await registersOf(table))
      if (office === undefined || programme === undefined) return { code: 'not-found', thing: agency }
      const { name, mailbox } = person
      const id = `trial.${today}.${ids.next()}`
      const letter = { id, to: mailbox, ...sampleLetter({ addressee: name, office, form, on: today }) }
      await writeSurely(table, promptLetterWrites({ ...letter, composedAt: clock.now() }, programme, services))
      const outcome = await sendPrompt(services, id)
      // Gone: a round came by in this very moment and has sent it.
      return { body: { mailbox, outcome: outcome === 'gone' ? 'sent' : outcome } }
    },
  }),
]
