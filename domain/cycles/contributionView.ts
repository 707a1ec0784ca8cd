/** What an agency owes to a cycle, as it is shown: a line of a list, and whole. */
import * as z from 'zod/mini'
import { Day } from '../programme/schema.ts'
import { byLinkView, EvidenceView, onPaperView, reasonOnView } from '../tasks/taskView.ts'
import { type Contribution, standingContent } from './contribution.ts'
import { contributionStateWritten } from './stageWritten.ts'

export const ContributionLine = z.strictObject({
  id: z.string(),
  cycle: z.string(),
  programme: z.string(),
  agency: z.string(),
  kind: z.enum(['report', 'opinion', 'selfAssessment', 'confirmation']),
  gathering: z.int(),
  state: z.enum(['asked', 'returned', 'sent', 'closed', 'late', 'withdrawn']),
  /** The state in words; silence in a consultation is consent, and is called so. */
  stateWritten: z.string(),
  askedOn: Day,
  askedAgainOn: z.optional(Day),
  dueOn: Day,
  sentOn: z.optional(Day),
  /** Whether what stands counts from a day that was in time: a paper may have come before it was entered. */
  inTime: z.optional(z.boolean()),
  onPaper: onPaperView,
  byLink: byLinkView,
  objected: reasonOnView,
})
export type ContributionLine = z.infer<typeof ContributionLine>

export const ContentView = z.strictObject({
  rows: z.array(z.strictObject({ clause: z.string(), target: z.optional(z.string()), text: z.string() })),
  text: z.optional(z.string()),
  evidence: z.array(EvidenceView),
  onPaper: onPaperView,
  byLink: byLinkView,
})

export const ContributionView = z.extend(ContributionLine, {
  task: z.optional(z.string()),
  /** Targets whose figures were missing when it was asked. */
  wanting: z.array(z.string()),
  returned: reasonOnView,
  withdrawn: z.optional(z.strictObject({ on: Day, reason: z.string(), to: z.optional(z.string()) })),
  content: z.optional(ContentView),
})
export type ContributionView = z.infer<typeof ContributionView>

export function contributionLine(contribution: Contribution) {
  const { id, cycle, programme, agency, kind, gathering, state, askedOn, askedAgainOn, dueOn, sentOn } = contribution
  const { content, objected } = contribution
  return {
    id,
    cycle,
    programme,
    agency,
    kind,
    gathering,
    state,
    stateWritten: contributionStateWritten(state, kind),
    askedOn,
    askedAgainOn,
    dueOn,
    sentOn,
    inTime: standingContent(contribution) && sentOn && sentOn <= dueOn,
    onPaper: content?.onPaper,
    byLink: content?.byLink,
    objected,
  }
}

export function contributionView(contribution: Contribution) {
  const { task, wanting = [], returned, withdrawn, content } = contribution
  return { ...contributionLine(contribution), task, wanting, returned, withdrawn, content }
}
