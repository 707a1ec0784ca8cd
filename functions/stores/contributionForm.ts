/** Gathers what the form of a contribution is made from, and what is held against it. */
import type { ContentRow, Contribution } from '../../domain/cycles/contribution.ts'
import { type Cycle, isInScope } from '../../domain/cycles/cycle.ts'
import { type LeadingOn, type OutlineSources, outline, outsideForm } from '../../domain/cycles/outline.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { targetsInForce } from '../../domain/targets/target.ts'
import type { Services } from '../services.ts'
import { allAssignments } from './assignments.ts'
import { draftOf } from './contributionDrafts.ts'
import { contributionBefore } from './contributions.ts'
import { clausesOf, programmeContext } from './programmes.ts'
import { targetsOfProgramme } from './targets.ts'

type FormServices = Pick<Services, 'table' | 'clock'>

/** `withDraft`: for the agency itself, which sees what it has written and not sent. */
export async function contributionForm(
  services: FormServices,
  contribution: Contribution,
  cycle: Cycle,
  withDraft: boolean,
): Promise<ReturnType<typeof outline> | undefined> {
  const { table } = services
  const form = await formOf(services, contribution, cycle)
  if (!form) return undefined
  const draft = withDraft ? (await draftOf(table, contribution.id))?.content : undefined
  const lastTime = (await contributionBefore(table, contribution))?.content
  return outline({ ...form.sources, draft, lastTime }, form.on)
}

/** Why rows cannot be taken into a contribution, or undefined. */
export async function rowsRefused(
  services: FormServices,
  contribution: Contribution,
  cycle: Cycle,
  rows: readonly ContentRow[],
): Promise<Refusal | undefined> {
  if (rows.length === 0) return undefined
  const form = await formOf(services, contribution, cycle)
  return form ? outsideForm(rows, form.sources, form.on) : { code: 'not-found', thing: contribution.programme }
}

async function formOf(
  { table, clock }: FormServices,
  contribution: Contribution,
  cycle: Cycle,
): Promise<{ readonly sources: OutlineSources; readonly on: LeadingOn } | undefined> {
  const { programme } = contribution
  const context = await programmeContext(table, programme)
  if (!context) return undefined
  const targets = targetsInForce(await targetsOfProgramme(table, programme), cycle.closesOn)
  const { directory, groups } = context
  return {
    sources: {
      contribution,
      assignments: await allAssignments(table, programme),
      targets: targets.filter(({ id }) => isInScope(cycle, id)),
      clauses: await clausesOf(table, programme),
      own: cycle.assignment,
    },
    on: { directory, groups, today: clock.today() },
  }
}
