/** Entering and changing what the office keeps registers of: agencies, groups and people. */
import {
  decideAgency,
  decideGroup,
  decidePerson,
  decideRelease,
  decideSessionsEnd,
} from '../../domain/agencies/changes.ts'
import { mailboxesOf } from '../../domain/agencies/directory.ts'
import type { Person } from '../../domain/agencies/person.ts'
import type { LetterForm } from '../../domain/letters/letterForm.ts'
import type { Agency, AgencyGroup } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Services, Table, Write } from '../services.ts'
import { endOfLinks } from './links.ts'
import { officeKept, officeTrail } from './office.ts'
import { personKeeping } from './people.ts'
import { agencyKeeping, findableAgency, groupKeeping, type Registers, registersOf } from './programmes.ts'
import { change, type Keeping, load, recordWrites, writeWhere } from './record.ts'

type RegisterServices = Pick<Services, 'table' | 'clock'>

export function enterAgency(
  services: RegisterServices,
  agency: Agency,
  document: string | undefined,
  actor: Actor,
): Promise<Entry<Agency> | Refusal> {
  const today = services.clock.today()
  return enter(services, agencyKeeping, agency, actor, (before, registers) => {
    // What ended it, and when, is a reorganisation's to say.
    const { to, successors, worksForSubordinates: set, letterForm: words } = before ?? {}
    const { worksForSubordinates = set, letterForm = words } = agency
    const kept = { ...(to ? { to } : {}), ...(successors ? { successors } : {}) }
    const facts = {
      ...agency,
      ...kept,
      ...(worksForSubordinates === undefined ? {} : { worksForSubordinates }),
      ...(letterForm === undefined ? {} : { letterForm }),
    }
    const event = decideAgency(before, facts, document, registers.directory, today)
    if (!event || isRefusal(event)) return event
    const { type, ...data } = event
    const found = before?.name === facts.name && before.shortName === facts.shortName ? [] : registers.programmes.keys()
    return { type, data, entry: facts, besides: [...found].map((programme) => findableAgency(programme, facts)) }
  })
}

/** Lời thư: all of it at once; what is left out is said as usual. */
export async function changeLetterForm(
  services: RegisterServices,
  id: string,
  letterForm: LetterForm,
  actor: Actor,
): Promise<Entry<Agency> | Refusal> {
  const { directory } = await registersOf(services.table)
  const agency = directory.get(id)
  if (!agency) return { code: 'not-found', thing: id }
  const today = services.clock.today()
  return change(services, agencyKeeping, id, actor, (before) => {
    const event = decideAgency(
      withoutProgramme(before),
      { ...withoutProgramme(before), letterForm },
      undefined,
      directory,
      today,
    )
    if (!event || isRefusal(event)) return event
    const { type, ...data } = event
    return { type, data, state: { ...event.agency, programme: before.programme } }
  })
}

export function enterGroup(
  services: RegisterServices,
  group: AgencyGroup,
  document: string | undefined,
  actor: Actor,
): Promise<Entry<AgencyGroup> | Refusal> {
  const today = services.clock.today()
  return enter(services, groupKeeping, group, actor, (before, { directory }) => {
    const event = decideGroup(before, group, document, directory, today)
    if (!event || isRefusal(event)) return event
    const { type, ...data } = event
    return { type, data, entry: event.group }
  })
}

export function enterPerson(
  services: RegisterServices,
  person: Person,
  document: string | undefined,
  actor: Actor,
): Promise<Entry<Person> | Refusal> {
  const today = services.clock.today()
  return enter(services, personKeeping, person, actor, (before, registers) => {
    const facts = { ...person, ...keptOf(before, person) }
    const event = decidePerson(before, facts, document, registers, today)
    if (!event || isRefusal(event)) return event
    const { type, ...data } = event
    return { type, data, entry: facts }
  })
}

/** Thôi đảm nhiệm, from this moment; undone by a position that lasts. Done again, it changes nothing. */
export async function releasePerson(
  services: RegisterServices,
  id: string,
  document: string | undefined,
  actor: Actor,
): Promise<Entry<Person> | Refusal> {
  const registers = await registersOf(services.table)
  const at = Date.now()
  const now = { today: services.clock.today(), second: Math.floor(at / 1000) }
  return change(services, personKeeping, id, actor, ({ programme, ...before }) => {
    const event = decideRelease(before, document, registers, now)
    if (!event || isRefusal(event)) return event
    const { type, ...data } = event
    return { type, data, state: { ...event.person, programme }, besides: endOfTheirLinks(before, registers, at) }
  })
}

/**
 * Who leaves may have kept letters of the mailboxes that they read: those of the bodies where they served. Whoever reads
 * them from now on asks for new links.
 */
function endOfTheirLinks(
  { positions }: Pick<Person, 'positions'>,
  { directory }: Registers,
  at: number,
): readonly Write[] {
  const served = positions.flatMap(({ agency }) => directory.get(agency) ?? [])
  return [...new Set(served.flatMap(mailboxesOf))].map((mailbox) => endOfLinks(mailbox, 'all', at))
}

/** Of a person, wherever they are: with the next request each is over. */
export async function endSessionsOf(
  services: RegisterServices,
  id: string,
  actor: Actor,
): Promise<Entry<Person> | Refusal> {
  const second = Math.floor(Date.now() / 1000)
  return change(services, personKeeping, id, actor, ({ programme, ...before }) => {
    const { type, ...data } = decideSessionsEnd(before, second)
    return { type, data, state: { ...data.person, programme } }
  })
}

/** That somebody left stays, until they are given a position that lasts; and what was ended before stays ended. */
function keptOf(before: Person | undefined, { positions }: Person): Partial<Person> {
  const { left, sessionsEndedAt, destruction } = before ?? {}
  const isBack = left && positions.some(({ to }) => to === undefined || to > left.on)
  return {
    ...(left && !isBack ? { left } : {}),
    ...(sessionsEndedAt === undefined ? {} : { sessionsEndedAt }),
    ...(destruction ? { destruction } : {}),
  }
}

type Entry<Kind> = Kind & { readonly programme: string }

interface Decided<Kind> {
  readonly type: string
  readonly data: object
  readonly entry: Kind
  readonly besides?: readonly Write[]
}

/** Enters what is not there, changes what is; what says the same already stays. */
async function enter<Kind extends { readonly id: string }>(
  services: RegisterServices,
  keeping: Keeping<Entry<Kind>>,
  facts: Kind,
  actor: Actor,
  decide: (before: Kind | undefined, registers: Registers) => Decided<Kind> | Refusal | undefined,
): Promise<Entry<Kind> | Refusal> {
  const { table, clock } = services
  const registers = await registersOf(table)
  const decided = (before: Entry<Kind> | undefined, programme: string) => {
    const answer = decide(before && withoutProgramme(before), registers)
    if (!answer || isRefusal(answer)) return answer
    const { entry, besides = [], ...event } = answer
    return { ...event, state: { ...entry, programme }, besides }
  }
  if (!(await load(table, keeping.kind, facts.id))) {
    const programme = await trailOf(table, registers)
    if (programme === undefined) return { code: 'no-trail' }
    const entered = decided(undefined, programme)
    if (!entered || isRefusal(entered)) return entered ?? { code: 'nothing-to-change' }
    const occasion = { at: clock.now(), day: clock.today(), actor }
    if (await writeWhere(table, recordWrites(keeping, undefined, entered, occasion).writes)) return entered.state
    // Somebody else entered it meanwhile, or we did and did not hear of it: what stands decides.
  }
  return change(services, keeping, facts.id, actor, (before) => decided(before, before.programme))
}

function withoutProgramme<Kind>({ programme: _, ...entry }: Entry<Kind>): Kind {
  // What is left is the entry as its own schema has it.
  return entry as unknown as Kind
}

/** What is entered by hand stands in the office's own trail; a demo has none, and it stands in its first programme's. */
export async function trailOf(table: Table, { programmes }: Registers): Promise<string | undefined> {
  return (await officeKept(table)) ? officeTrail : [...programmes.keys()][0]
}
