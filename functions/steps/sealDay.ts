/** The round's last step: seals the programme's days up to yesterday. */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { programmesInForce } from '../stores/programmes.ts'
import { sealUpTo } from '../stores/seals.ts'

/** Answers the seals' hashes by programme: what the inspection keeps outside the system. */
export async function sealDay(
  services: Pick<Services, 'table'>,
  day: CalendarDate,
): Promise<{ readonly [programme: string]: string }> {
  const sealed: Record<string, string> = {}
  for (const programme of await programmesInForce(services.table)) {
    const seal = await sealUpTo(services, programme, day)
    if (seal) sealed[programme.id] = seal.hash
  }
  return sealed
}
