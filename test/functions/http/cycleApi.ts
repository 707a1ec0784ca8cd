/** An office whose cycles run behind its API: after each request the workflows are let go as far as they get. */
import type { Person } from '../../../domain/agencies/person.ts'
import type { CalendarDate } from '../../../domain/days.ts'
import type { Agency, Programme } from '../../../domain/programme/schema.ts'
import { beginOffice } from '../../../local/office/beginning.ts'
import { openOffice } from '../office.ts'
import { cycleOffice, type RunningOffice, runningOffice } from '../steps/cycleOffice.ts'
import { computedCalendar } from '../tinyProgramme.ts'
import { type Answer, type ApiOffice, aPerson, apiOver, people } from './apiOffice.ts'

/** Whoever acts in the programmes of cycleProgrammes.ts, beside the six of apiOffice.ts. */
export const cyclePeople: readonly Person[] = [
  aPerson('bcs', 'department', 'ban-can-su'),
  aPerson('vp-bcs', 'secretariat', 'ban-can-su'),
  aPerson('thuong-truc', 'leader', 'ban-thuong-vu'),
  aPerson('van-thu', 'secretariat', 'ban-thuong-vu'),
  aPerson('kiem-tra', 'evaluator', 'ubkt'),
  // Judges for the inspection, and works in the health department too.
  aPerson('hai-vai', 'evaluator', 'ubkt', 'so-y-te'),
  aPerson('khac', 'department', 'ban-xay-dung'),
]

export interface CycleApi extends Pick<ApiOffice, 'ask' | 'written' | 'faults' | 'services'> {
  readonly truth: ApiOffice['office']['truth']
  get(as: string, path: string, query?: { readonly [name: string]: string }): Promise<Answer>
  post(as: string, path: string, body?: unknown): Promise<Answer>
  put(as: string, path: string, body: unknown): Promise<Answer>
  advanceTo(day: CalendarDate, time?: string): Promise<void>
  round(day: CalendarDate): Promise<void>
  /** Half an hour passes. */
  letRun(): Promise<void>
  /** Executions that failed, timed out or were stopped. */
  failures(): Promise<readonly string[]>
  stop(cycle: string): Promise<void>
}

export async function cycleApi(day: CalendarDate, ...programmes: readonly Programme[]): Promise<CycleApi> {
  return apiRunning(await cycleOffice({ day }, ...programmes))
}

/** An office on its first day, made as `dondoc init` makes it: its agencies and people, and no programme yet. */
export async function begunApi(day: CalendarDate, agencies: readonly Agency[]): Promise<CycleApi> {
  const office = openOffice({ day })
  const everybody = [...people, ...cyclePeople]
  const administrator = everybody.find(({ roles }) => roles.includes('administrator'))
  if (!administrator) throw new Error('an office begins with its administrator')
  const entries = { agencies, people: everybody, administrator }
  await beginOffice(office, { calendar: computedCalendar, entries, settings: {} })
  return apiRunning(await runningOffice(office))
}

async function apiRunning(running: RunningOffice): Promise<CycleApi> {
  const { office, services, engine, advanceTo, round, letRun, failures } = running
  const api = await apiOver(office, { ...services, files: office.files }, cyclePeople)
  async function ask(...request: Parameters<ApiOffice['ask']>): Promise<Answer> {
    const answer = await api.ask(...request)
    await engine.settled()
    return answer
  }
  return {
    ask,
    written: api.written,
    faults: api.faults,
    services: api.services,
    truth: office.truth,
    get: (as, path, query) => ask('GET', path, { as, ...(query ? { query } : {}) }),
    post: (as, path, body) => ask('POST', path, { as, ...(body === undefined ? {} : { body }) }),
    put: (as, path, body) => ask('PUT', path, { as, body }),
    advanceTo,
    round,
    letRun,
    failures,
    async stop(cycle) {
      const { body } = await api.ask('GET', `/api/cycles/${cycle}`, { as: 'lanh-dao' })
      await services.workflows.stop(body.execution.machine, body.execution.name)
      await engine.settled()
    },
  }
}
