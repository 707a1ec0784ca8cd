/**
 * Tạm giữ: what came in an agency's name and it says is not its own. It is held until the office has asked: then it stands
 * as it came, or is dropped. A result that is dropped is returned, as any other.
 */
import type { CalendarDate } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import type { Disowned } from './lifecycle.ts'
import type { FromLink, Task } from './task.ts'

/** What is held in a task: a result, or what came by a link and is none. */
export type Held = { readonly about: 'result' } | Disowned

/** `keep: false` drops it, which of a result is to return it. */
export type HeldSettled = { readonly reason: string } & (
  | { readonly about: 'result'; readonly keep: true }
  | (Disowned & { readonly keep: boolean })
)

/** A task, or a task as it is shown, as far as anything of it may be held. */
interface Holding {
  readonly standing: { readonly state: string; readonly result?: MaybeHeld | undefined }
  readonly progress?: MaybeHeld | undefined
  readonly extensionAsked?: MaybeHeld | undefined
  readonly parts: readonly { readonly id: string; readonly what: string; readonly answer?: MaybeHeld | undefined }[]
}

interface MaybeHeld {
  readonly onHold?: { readonly on: CalendarDate; readonly reason: string } | undefined
}

/** All that is held in it, with the words in which the agency disowned it. */
export function heldIn({ standing, progress, extensionAsked, parts }: Holding): readonly (Held & {
  readonly reason: string
  readonly what?: string
})[] {
  const one = <About extends Held['about']>(about: About, found: MaybeHeld | undefined) =>
    found?.onHold ? [{ about, reason: found.onHold.reason }] : []
  return [
    ...one('result', standing.result),
    ...one('progress', progress),
    ...one('extension', extensionAsked),
    ...parts.flatMap(({ id: part, what, answer }) => one('part', answer).map((held) => ({ ...held, part, what }))),
  ]
}

/** What is no longer there has been answered or written anew: there is nothing left to hold. */
export function whyNotDisowned({ parts, progress, extensionAsked }: Task, disowned: Disowned): Refusal | undefined {
  const found =
    disowned.about === 'part'
      ? parts.find(({ id }) => id === disowned.part)?.answer
      : disowned.about === 'progress'
        ? progress
        : extensionAsked
  if (!found?.byLink) return { code: 'not-by-link' }
  return found.onHold ? { code: 'already-on-hold' } : undefined
}

export function whyNotSettled(task: Task, settled: HeldSettled): Refusal | undefined {
  const isHeld = heldIn(task).some(
    (one) =>
      one.about === settled.about && (one.about !== 'part' || settled.about !== 'part' || one.part === settled.part),
  )
  return isHeld ? undefined : { code: 'nothing-on-hold' }
}

export function afterHolding(task: Task, disowned: Disowned, onHold: NonNullable<FromLink['onHold']>): Task {
  const { progress, extensionAsked, parts } = task
  switch (disowned.about) {
    case 'progress':
      return progress ? { ...task, progress: { ...progress, onHold } } : task
    case 'extension':
      return extensionAsked ? { ...task, extensionAsked: { ...extensionAsked, onHold } } : task
    case 'part':
      return {
        ...task,
        parts: parts.map((part) =>
          part.id === disowned.part && part.answer ? { ...part, answer: { ...part.answer, onHold } } : part,
        ),
      }
    default:
      return disowned satisfies never
  }
}

export function afterSettling(task: Task, settled: HeldSettled): Task {
  const { standing, progress, extensionAsked, parts } = task
  switch (settled.about) {
    case 'result':
      return 'result' in standing ? { ...task, standing: { ...standing, result: released(standing.result) } } : task
    case 'progress': {
      const { progress: _, ...rest } = task
      return progress && settled.keep ? { ...task, progress: released(progress) } : rest
    }
    case 'extension': {
      const { extensionAsked: _, ...rest } = task
      return extensionAsked && settled.keep ? { ...task, extensionAsked: released(extensionAsked) } : rest
    }
    case 'part':
      return {
        ...task,
        parts: parts.map((part) => {
          if (part.id !== settled.part || !part.answer) return part
          const { answer, ...unanswered } = part
          return settled.keep ? { ...part, answer: released(answer) } : unanswered
        }),
      }
    default:
      return settled satisfies never
  }
}

function released<Thing extends MaybeHeld>({ onHold: _, ...thing }: Thing): Omit<Thing, 'onHold'> {
  return thing
}
