/** A step of the workflows that sends letters: the same as step.ts, with the client of SES in its bundle. */
import { step } from '#step'
import { links, mailer } from '../environment.ts'
import { calledStep } from './calledStep.ts'
import { loggedMailer } from './loggedMailer.ts'

export const handler = calledStep(step, () => loggedMailer(mailer()), links)
