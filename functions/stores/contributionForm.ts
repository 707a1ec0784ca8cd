/** Gathers what the form of a contribution is made from. */
import type { Contribution } from '../../domain/cycles/contribution.ts'
import { type Cycle, isInScope } from '../../domain/cycles/cycle.ts'
import { outline } from '../../domain/cycles/outline.ts'
import { targetsInForce } from '../../domain/targets/target.ts'
import type { Services } from '../services.ts'
import { allAssignments } from './assignments.ts'
import { draftOf } from './contributionDrafts.ts'
import { contributionBefore } from './contributions.ts'
import { clausesOf, programmeContext } from './programmes.ts'
import { targetsOfProgramme } from './targets.ts'

/** `withDraft`: for the agency itself, which sees what it has written and not sent. */
export async function contributionForm(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  contribution: Contribution,
  cycle: Cycle,
  withDraft: boolean,
): Promise<ReturnType<typeof outline> | undefined> {
  const { programme } = contribution
  const context = await programmeContext(table, programme)
  if (!context) return undefined
  const targets = targetsInForce(await targetsOfProgramme(table, programme), cycle.closesOn)
  const { directory, groups } = context
  return outline(
    {
      contribution,
      assignments: await allAssignments(table, programme),
      targets: targets.filter(({ id }) => isInScope(cycle, id)),
      clauses: await clausesOf(table, programme),
      own: cycle.assignment,
      draft: withDraft ? (await draftOf(table, contribution.id))?.content : undefined,
      lastTime: (await contributionBefore(table, contribution))?.content,
    },
    { directory, groups, today: clock.today() },
  )
}
