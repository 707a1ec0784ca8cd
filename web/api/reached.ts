/** Reaching the own server, and what it answers. */

/** The API could not be reached. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** Of any address of the own origin; what cannot be reached is told as that. */
export async function reached(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    throw new Unreachable('The API could not be reached', { cause: error })
  }
}

/** What a response says, as far as a question needs it. */
export interface Answered {
  readonly status: number
  readonly etag: string | null
  readonly body: unknown
}

export async function answeredIn(response: Response): Promise<Answered> {
  const body = response.status === 204 ? undefined : await response.json().catch(() => undefined)
  return { status: response.status, etag: response.headers.get('etag'), body }
}
