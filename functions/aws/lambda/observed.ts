/** Structured logs of the Lambda functions: one line of JSON each, with the request's id and the stage. */
import { Logger } from '@aws-lambda-powertools/logger'
import { variables } from '../variables.ts'

let logger: Logger | undefined

/** One for a function's life. */
export function log(): Logger {
  logger ??= open()
  return logger
}

function open(): Logger {
  const { DONDOC_STAGE: stage, DONDOC_STEP: step } = variables()
  return new Logger({ serviceName: 'dondoc', persistentKeys: { stage, ...(step === undefined ? {} : { step }) } })
}

/** Which thing a step was called for: ids travel, content does not, so a payload's texts and numbers say only that. */
export function idsIn(payload: unknown): { readonly [name: string]: string | number } {
  const entries = typeof payload === 'object' && payload !== null ? Object.entries(payload) : []
  return Object.fromEntries(
    entries.filter(([name, value]) => name !== 'token' && (typeof value === 'string' || typeof value === 'number')),
  )
}

/** An error of a request that nobody expected, under the reference that its sentence carries. */
export function onFault(reference: string, error: unknown): void {
  log().error('A request failed', { reference, error: error instanceof Error ? error : String(error) })
}
