/** The thing that a link is about: a task, what an agency owes to a cycle, or a target whose figure is missing. */

import { linkMay } from '../../domain/access/access.ts'
import type { Parties, Relation } from '../../domain/access/relations.ts'
import { relationsOf } from '../../domain/access/relations.ts'
import { current, officeOf } from '../../domain/agencies/directory.ts'
import { type Contribution, contributionAsTask } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { titleWritten } from '../../domain/letters/taskWritten.ts'
import type { LinkPurpose, SubmissionKind } from '../../domain/links/link.ts'
import { contributionOffers, taskOffers, unanswered } from '../../domain/links/offers.ts'
import { programmeTakes } from '../../domain/programme/afterTheEnd.ts'
import { clauseWritten } from '../../domain/programme/clause.ts'
import type { Agency } from '../../domain/programme/schema.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { Services, Table } from '../services.ts'
import { contributionById } from '../stores/contributions.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { contextIn, documentById, type ProgrammeContext, registersOf } from '../stores/programmes.ts'
import { load } from '../stores/record.ts'
import type { TargetState } from '../stores/targets.ts'
import { taskById } from '../stores/tasks.ts'

export type LinkedThing =
  | { readonly kind: 'task'; readonly task: Task; readonly part?: string }
  | { readonly kind: 'contribution'; readonly contribution: Contribution; readonly cycle: Cycle; readonly task: Task }
  | { readonly kind: 'target'; readonly target: TargetState; readonly areas: readonly (string | null)[] }

/** The thing, whose agency may answer for it now, and what of it may be answered by a link. */
export interface Linked {
  readonly thing: LinkedThing
  readonly programme: string
  readonly title: string
  readonly clause: string
  /** The office to which the answer goes. */
  readonly office: string
  readonly agency: Agency
  readonly relations: ReadonlySet<Relation>
  readonly offers: readonly SubmissionKind[]
  readonly context: ProgrammeContext
}

/** Undefined where the thing is not there, or no agency answers to the name any more. */
export async function linkedBy(
  purpose: LinkPurpose,
  { table, clock }: Pick<Services, 'table' | 'clock'>,
): Promise<Linked | undefined> {
  const found = await thingOf(purpose, table)
  if (!found) return undefined
  const { thing, programme, title, clause, parties } = found
  const registers = await registersOf(table)
  const context = contextIn(registers, programme)
  const today = clock.today()
  const agency = current(purpose.agency, registers.directory, today)
  if (!context || !agency) return undefined
  const relations = relationsOf(agency.id, parties(context, today), registers.directory, today)
  const [giver = ''] = [parties(context, today).givenBy ?? ''].flat()
  return {
    thing: thing.kind === 'target' ? { ...thing, areas: areasFor(thing.target, relations, agency.id) } : thing,
    programme,
    title,
    clause,
    office: officeOf(giver, registers.directory, today),
    agency,
    relations,
    offers: offersOf(thing, relations, context),
    context,
  }
}

interface Found {
  readonly thing: LinkedThing
  readonly programme: string
  readonly title: string
  readonly clause: string
  readonly parties: (context: ProgrammeContext, today: CalendarDate) => Parties
}

async function thingOf(purpose: LinkPurpose, table: Table): Promise<Found | undefined> {
  const [kind, id = ''] = [purpose.thing.slice(0, purpose.thing.indexOf('#')), purpose.thing.split('#')[1]]
  switch (kind) {
    case 'TASK': {
      const task = await taskById(table, id)
      if (!task) return undefined
      const { programme, clause, lead, cooperating, givenBy } = task
      const part = purpose.does === 'answer' ? purpose.part : undefined
      const asked = part === undefined ? undefined : unanswered(task, part)
      const parties = { lead, cooperating: cooperating.map(({ agency }) => agency), givenBy }
      return {
        thing: { kind: 'task', task, ...(part === undefined ? {} : { part }) },
        programme,
        title: asked ? `${asked.what} (${titleWritten(task)})` : titleWritten(task),
        clause,
        parties: () => parties,
      }
    }
    case 'CONTRIBUTION': {
      const contribution = await contributionById(table, id)
      const cycle = contribution && (await cycleById(table, contribution.cycle))
      if (!contribution || !cycle) return undefined
      const task = contributionAsTask(contribution, cycle)
      const { programme, agency } = contribution
      return {
        thing: { kind: 'contribution', contribution, cycle, task },
        programme,
        title: task.title,
        clause: cycle.clause,
        parties: () => ({ lead: agency, givenBy: cycle.lead }),
      }
    }
    case 'TARGET': {
      const target = (await load<TargetState>(table, 'TARGET', id))?.state
      if (!target) return undefined
      const { programme, metric, clause, owner, composition } = target
      const issuer = await issuerOf(table, programme)
      return {
        thing: { kind: 'target', target, areas: [] },
        programme,
        title: `${metric} (${clauseWritten(clause)})`,
        clause,
        parties: () => ({ lead: owner ?? undefined, cooperating: composition?.areas, givenBy: issuer }),
      }
    }
    default:
      return undefined
  }
}

async function issuerOf(table: Table, programme: string): Promise<string | undefined> {
  const document = (await registersOf(table)).programmes.get(programme)?.document
  return document && (await documentById(table, programme, document))?.issuer
}

/** Of which areas its figures are for this agency to send: whoever answers for the target sends any, another its own. */
function areasFor(
  { composition }: TargetState,
  relations: ReadonlySet<Relation>,
  agency: string,
): readonly (string | null)[] {
  const areas = composition?.areas ?? []
  if (relations.has('lead')) return [null, ...areas]
  return areas.includes(agency) ? [agency] : []
}

function offersOf(
  thing: LinkedThing,
  relations: ReadonlySet<Relation>,
  { programme: { status } }: ProgrammeContext,
): readonly SubmissionKind[] {
  const isTaken = (action: string) => programmeTakes(action, status) === 'yes'
  switch (thing.kind) {
    case 'task':
      return isTaken('task.submit') ? taskOffers(thing.task, relations, thing.part) : []
    case 'contribution':
      return isTaken('contribution.send') ? contributionOffers(thing.contribution, relations) : []
    case 'target':
      return isTaken('target.observe') && linkMay('target.observe', relations) ? ['figure'] : []
    default:
      return thing satisfies never
  }
}
