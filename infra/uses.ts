/**
 * What each function asks of the world, by the methods of the ports in functions/services.ts. Permissions follow from
 * this table and from nothing else; a test derives the same from the sources, so that neither can drift.
 */

/** Methods of a port that need a permission on AWS. */
export type Use =
  | 'table.get'
  | 'table.query'
  | 'table.transact'
  | 'workflows.start'
  | 'workflows.describe'
  | 'workflows.history'
  | 'workflows.complete'
  | 'mailer.send'
  | 'files.quarantine'
  | 'files.kept'
  | 'files.destroy'
  | 'linkKeys.named'
  | 'linkKeys.made'

const reads = ['table.get', 'table.query'] as const
const writes = [...reads, 'table.transact'] as const
/** A change of a cycle's record ends its wait. */
const changes = [...writes, 'workflows.complete'] as const

/** The functions beside the steps, by their entry in functions/aws/lambda. */
export const functionUses = {
  api: [...changes, 'workflows.start', 'workflows.describe', 'workflows.history'],
  programmes: [...changes, 'workflows.start', 'workflows.describe'],
  extractions: [...writes, 'files.kept'],
  reading: [...writes, 'files.kept'],
  trail: writes,
  files: [...writes, 'files.quarantine', 'files.kept', 'linkKeys.named'],
  destructions: [...writes, 'files.kept', 'files.destroy'],
  links: [...changes, 'mailer.send', 'linkKeys.named', 'linkKeys.made'],
  papers: writes,
  executionEnded: changes,
  startRound: ['table.get', 'workflows.start'],
  dailyCheck: [...reads, 'workflows.describe'],
  moveTime: [...writes, 'workflows.start', 'workflows.describe'],
} as const satisfies Readonly<Record<string, readonly Use[]>>

/** The workflow steps that workflows/ names, each a function of its own. */
export const stepUses = {
  archiveReport: changes,
  askContributors: changes,
  assignAnnex: changes,
  awaitChange: ['table.get', 'table.transact', 'workflows.complete'],
  closeContributions: changes,
  closeRound: [...writes, 'mailer.send'],
  consolidateCycle: changes,
  freezeFigures: changes,
  handOverCycle: [...changes, 'workflows.start'],
  layOutReminders: writes,
  materialiseProgramme: writes,
  nextStep: ['table.get'],
  openWork: [...changes, 'workflows.start', 'workflows.describe'],
  recordExecutionOutcome: changes,
  recordLaunch: ['table.transact'],
  scoreTargets: changes,
  sendDigests: [...writes, 'mailer.send', 'linkKeys.made'],
  takeRound: [...changes, 'workflows.start', 'workflows.describe'],
  tellOutcome: changes,
  validateProgramme: ['table.get'],
} as const satisfies Readonly<Record<string, readonly Use[]>>

export type StepName = keyof typeof stepUses

export const stepNames = Object.keys(stepUses) as readonly StepName[]

/** The entry in functions/aws/lambda of a step's bundle: the client of SES is loaded by the step that sends alone. */
export function stepEntry(step: StepName): 'step' | 'mailStep' {
  const uses: readonly Use[] = stepUses[step]
  return uses.includes('mailer.send') ? 'mailStep' : 'step'
}
