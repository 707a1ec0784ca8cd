/** What stands beside a cycle, as it is shown: frozen figures, scores, rows of the consolidated report, the annex, proposals. */
import * as z from 'zod/mini'
import type { CalendarDate, Instant } from '../days.ts'
import { Moment } from '../moment.ts'
import { Agency, AgencyGroup, Day, Document, GivenEntry } from '../programme/schema.ts'
import type { Verdict } from '../targets/finding.ts'
import type { Judgement } from '../targets/judgement.ts'
import type { PeriodReport } from '../tasks/classes.ts'
import { PeriodView, periodView } from '../tasks/countsView.ts'

export const FrozenFiguresView = z.strictObject({ from: Day, to: Day, period: PeriodView })

export function frozenFiguresView({
  from,
  to,
  report,
}: {
  from: CalendarDate
  to: CalendarDate
  report: PeriodReport
}) {
  return { from, to, period: periodView(report) }
}

export const ReportRowView = z.strictObject({
  clause: z.string(),
  agency: z.string(),
  target: z.optional(z.string()),
  text: z.string(),
  late: z.boolean(),
})
export type ReportRowView = z.infer<typeof ReportRowView>

const verdicts = ['met', 'not-met', 'no-data', 'no-basis', 'not-due', 'in-words'] as const satisfies readonly Verdict[]

export const ScoreView = z.strictObject({
  target: z.string(),
  owner: z.nullable(z.string()),
  verdict: z.enum(verdicts),
  /** The reasoning, in sentences. */
  written: z.string(),
  scoredAt: Moment,
})
export type ScoreView = z.infer<typeof ScoreView>

export function scoreView({
  target,
  owner,
  judgement,
  written,
  scoredAt,
}: {
  readonly target: string
  readonly owner: string | null
  readonly judgement: Judgement
  readonly written: string
  readonly scoredAt: Instant
}) {
  return { target, owner, verdict: judgement.finding.verdict, written, scoredAt }
}

export const AnnexView = z.strictObject({
  document: Document,
  agencies: z.array(Agency),
  groups: z.array(AgencyGroup),
  assignments: z.array(GivenEntry),
})
export type AnnexView = z.infer<typeof AnnexView>

/** What a sealed evaluation recommends: only a document of the assigning level makes it an assignment. */
export const ProposalView = z.strictObject({
  id: z.string(),
  cycle: z.string(),
  revision: z.int(),
  text: z.string(),
  clause: z.optional(z.string()),
  proposedOn: Day,
  /** What such a document made of it. */
  assignment: z.optional(z.string()),
})
export type ProposalView = z.infer<typeof ProposalView>
