/** What undoing makes of a task that a document gave or changed. */
import type { Ending, Task } from './task.ts'

/** How the end of a programme ends what is still alive in it. */
export type Closing = Exclude<Ending, 'withdrawn' | 'takenBack'>

/** What undoing makes of a task, as its events say it. */
export type Undoing =
  /** The giving was undone: the task it made is there no more, until it is given anew. */
  | { readonly type: 'takenBack'; readonly document: string }
  | { readonly type: 'givenAnew'; readonly task: Task }
  /** A change by a document was undone: the task is what it was before. */
  | { readonly type: 'restored'; readonly document: string; readonly task: Task }
