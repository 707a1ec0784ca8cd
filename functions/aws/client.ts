/**
 * What the SDK's clients have in common: how long a request may take, and how often it is tried. A request that is lost
 * is noticed after 3 seconds, so that four tries fit into the 15 of the shortest caller.
 */
export const patientClient = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
} as const

/** The same for whole files, of which the largest take a while. */
export const patientFilesClient = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 8000, throwOnRequestTimeout: true },
} as const

/** How a driver asks: what outlasted the client's own tries is thrown as its port's Busy, for the caller to try again. */
export function asking(Busy: new (message: string, options: ErrorOptions) => Error) {
  return async <Answer>(sent: Promise<Answer>): Promise<Answer> => {
    try {
      return await sent
    } catch (error) {
      if (!isPassing(error)) throw error
      throw new Busy(error instanceof Error ? `${error.name}: ${error.message}` : String(error), { cause: error })
    }
  }
}

/**
 * Whether it may be tried again: a throttle, a fault of the service, an answer that did not come. What the service
 * refused for good (no permission, no such thing, a malformed request), and a bug of ours, are none of these.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const status = statusOf(error)
  if (throttles.has(error.name) || status === 429 || status >= 500) return true
  return status === 0 && (error.name === 'TimeoutError' || isOfConnection(error))
}

/** ECONNRESET, ENOTFOUND and their like; Node names its own errors of use ERR_… . */
function isOfConnection(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /^E(?!RR_)[A-Z]/.test(error.code)
}

/** Of the service's answer; 0 where there was none. */
export function statusOf(error: unknown): number {
  const { httpStatusCode = 0 }: { httpStatusCode?: number } =
    error instanceof Error && '$metadata' in error ? Object(error.$metadata) : {}
  return httpStatusCode
}

const throttles = new Set(['ThrottlingException', 'TooManyRequestsException', 'ServiceQuotaExceededException'])
