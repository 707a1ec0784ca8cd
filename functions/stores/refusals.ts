/** What people were not allowed, in the trail: REFUSALS#person_day. An attacker needs an account to be refused as somebody. */
import type { Capacity } from '../../domain/agencies/person.ts'
import type { Services } from '../services.ts'
import { tellOfDay } from './toldOfDay.ts'

/** Who was refused: as the first of what they may act as today. */
export interface RefusedPerson {
  readonly person: { readonly id: string }
  readonly capacities: readonly Pick<Capacity, 'agency' | 'title'>[]
}

/** What was refused: the operation of the API, where it was asked, and the refusal's code. */
export interface RefusedRequest {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly code: string
}

/** So many of a person and a day are told one by one. */
export const mostRefusalsTold = 50

export async function recordRefusal(
  services: Pick<Services, 'table' | 'clock'>,
  { person: { id: person }, capacities: [first] }: RefusedPerson,
  request: RefusedRequest,
): Promise<void> {
  const actor = { person, position: first?.title ?? '', agency: first?.agency ?? '' }
  const told = { type: 'requestRefused', data: { ...request } }
  await tellOfDay(services, { kind: 'REFUSALS', person, most: mostRefusalsTold, actor, ...told })
}
