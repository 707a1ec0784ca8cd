/**
 * What can be done with a task in which state: the one table that the rules, the pages' buttons and their tooltips
 * read. Who may do it is another question, answered by role and relation.
 */
import type { Refusal, TaskState } from '../refusals.ts'
import type { ExtensionRequest, Task } from './task.ts'

/** What of a task came by a link and is no result: a progress report, a request, the answer to a part. */
export type Disowned = { readonly about: 'progress' | 'extension' } | { readonly about: 'part'; readonly part: string }

export type TaskAction = keyof typeof lifecycle

type StateRefusal = Extract<Refusal, { state: TaskState }>['code']
type Row = { readonly [state in TaskState]: 'yes' | StateRefusal }

const whileAlive: Row = {
  open: 'yes',
  submitted: 'yes',
  done: 'task-ended',
  withdrawn: 'task-ended',
  continuous: 'yes',
  conditional: 'yes',
}
const whileOpen: Row = {
  open: 'yes',
  submitted: 'task-not-open',
  done: 'task-not-open',
  withdrawn: 'task-ended',
  continuous: 'task-has-no-deadline',
  conditional: 'task-not-open',
}
const whileSubmitted: Row = {
  open: 'task-not-submitted',
  submitted: 'yes',
  done: 'task-not-submitted',
  withdrawn: 'task-ended',
  continuous: 'task-not-submitted',
  conditional: 'task-not-submitted',
}
const whileWorkedOn: Row = { ...whileAlive, submitted: 'task-not-open', conditional: 'task-not-open' }

const whileConditional: Row = {
  open: 'task-not-conditional',
  submitted: 'task-not-conditional',
  done: 'task-not-conditional',
  withdrawn: 'task-ended',
  continuous: 'task-not-conditional',
  conditional: 'yes',
}

/** Nhiệm vụ: trạng thái × thao tác. domain.md section 7 is the life cycle it tabulates. */
export const lifecycle = {
  see: { ...whileAlive, done: 'yes' },
  reportProgress: { ...whileAlive, submitted: 'task-not-open' },
  askPart: whileWorkedOn,
  answerPart: { ...whileWorkedOn, submitted: 'yes' },
  submit: whileOpen,
  recordOnPaper: whileOpen,
  retract: whileSubmitted,
  accept: whileSubmitted,
  return: whileSubmitted,
  // What was entered for an agency may be accepted before the agency has heard of it: its objection is heard all the same.
  object: { ...whileSubmitted, done: 'yes' },
  disown: { ...whileAlive, done: 'yes' },
  settleHeld: { ...whileAlive, done: 'yes' },
  direct: whileAlive,
  urge: whileWorkedOn,
  advise: whileAlive,
  askExtension: whileOpen,
  decideExtension: { ...whileOpen, submitted: 'yes' },
  disputeLead: whileWorkedOn,
  answerDispute: whileAlive,
  amend: whileAlive,
  withdraw: whileAlive,
  reopen: {
    open: 'task-not-done',
    submitted: 'task-not-done',
    done: 'yes',
    withdrawn: 'task-ended',
    continuous: 'task-not-done',
    conditional: 'task-not-done',
  },
  correct: { ...whileAlive, done: 'yes' },
  meetCondition: whileConditional,
  renewReview: whileConditional,
  // The notice of a meeting may come after the work that it gave time for is done.
  supplyDocument: { ...whileOpen, submitted: 'yes', done: 'yes' },
  entrust: whileAlive,
  handOver: whileAlive,
  changeHolder: whileAlive,
  close: whileAlive,
} as const satisfies Record<string, Row>

/** Yes, or the refusal that says why not. */
export function taskCan(
  action: TaskAction,
  { standing: { state } }: { readonly standing: Pick<Task['standing'], 'state'> },
): 'yes' | Refusal {
  const answer = lifecycle[action][state]
  return answer === 'yes' ? 'yes' : { code: answer, state }
}

/** What waits for an answer in a task, beside its state; a task as it is shown has it too. */
export interface Pending {
  readonly extensionAsked?: Pick<ExtensionRequest, 'askedOn'> | undefined
  readonly dispute?: object | undefined
  readonly extensions: readonly { readonly document?: string | undefined }[]
  /** Handed in, and waiting or accepted. */
  readonly result?:
    | {
        readonly onPaper?: object | undefined
        readonly byLink?: object | undefined
        readonly onHold?: object | undefined
      }
    | undefined
}

export function pendingIn({ extensionAsked, dispute, deadline, standing }: Task): Pending {
  return {
    extensionAsked,
    dispute,
    extensions: deadline?.extensions ?? [],
    result: 'result' in standing ? standing.result : undefined,
  }
}

/** Whether there is what an action answers, and not yet what it asks for: one request at a time. */
export function pendingFor(
  action: TaskAction,
  { extensionAsked, dispute, extensions, result }: Pending,
): 'yes' | Refusal {
  switch (action) {
    case 'askExtension':
      return extensionAsked ? { code: 'extension-pending', askedOn: extensionAsked.askedOn } : 'yes'
    case 'decideExtension':
      return extensionAsked ? 'yes' : { code: 'no-extension-asked' }
    case 'supplyDocument':
      return extensions.some(isAwaited) ? 'yes' : { code: 'no-document-awaited' }
    case 'disputeLead':
      return dispute ? { code: 'dispute-pending' } : 'yes'
    case 'answerDispute':
      return dispute ? 'yes' : { code: 'no-dispute' }
    case 'object':
      if (!result?.onPaper && !result?.byLink) return { code: 'not-recorded-on-paper' }
      return result.onHold ? { code: 'already-on-hold' } : 'yes'
    default:
      return 'yes'
  }
}

/** Whether the paper that gives the time is still to come. */
export function isAwaited(extension: { readonly document?: string | undefined }): boolean {
  return extension.document === undefined
}
