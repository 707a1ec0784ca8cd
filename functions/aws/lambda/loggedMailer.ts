/** What the post says when it does not take a letter goes into the log, under the letter's id: the records hold only that it did not. */
import { MailDelayed, type Mailer, MailRefused } from '../../services.ts'
import { log } from './observed.ts'

export function loggedMailer(mailer: Mailer): Mailer {
  return {
    ...mailer,
    async send(letter) {
      try {
        return await mailer.send(letter)
      } catch (error) {
        if (error instanceof MailRefused) log().error('A letter was refused', facts(letter.id, error))
        if (error instanceof MailDelayed) log().warn('A letter was not taken this time', facts(letter.id, error))
        throw error
      }
    },
  }
}

function facts(letter: string, { cause }: Error) {
  return cause instanceof Error ? { letter, why: cause.name, said: cause.message } : { letter }
}
