/**
 * What the SDK's clients have in common: how long a request may take, and how often it is tried. A request that is lost
 * is noticed after 3 seconds, so that four tries fit into the 15 of the shortest caller.
 */
export const patientClient = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
} as const

/**
 * Whether it may be tried again: a throttle, a fault of the service, an answer that did not come. What the service
 * refused for good (no permission, no such thing, a malformed request) is none of these.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { httpStatusCode: status = 0 }: { httpStatusCode?: number } =
    '$metadata' in error ? Object(error.$metadata) : {}
  if (throttles.has(error.name) || status === 429 || status >= 500) return true
  const wasAnswered = status !== 0
  return !wasAnswered && error.name !== 'CredentialsProviderError'
}

const throttles = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'ServiceQuotaExceededException',
  'SlowDown',
])
