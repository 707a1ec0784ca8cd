/**
 * One step of the workflows. Which one, the bundle says (`#step`): one function a step, with the permissions of that step
 * and nothing of the others in it. The one that sends letters has another entry, mailStep.ts.
 */
import { step } from '#step'
import { absent } from '../absent.ts'
import { calledStep } from './calledStep.ts'

export const handler = calledStep(step, () => absent('This step sends no letters'))
