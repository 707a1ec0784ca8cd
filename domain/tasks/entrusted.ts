/** To whom the side that gave a task has entrusted it: chuyên viên theo dõi, lãnh đạo phụ trách. */
import type { Task } from './task.ts'

/** What is absent stays, null is nobody. */
export interface Entrusted {
  readonly follower?: string | null
  readonly overseer?: string | null
}

export const entrustedRoles = ['follower', 'overseer'] as const satisfies readonly (keyof Entrusted)[]

export function isEntrustedAnew(task: Pick<Task, 'follower' | 'overseer'>, named: Entrusted): boolean {
  return entrustedRoles.some((role) => named[role] !== undefined && named[role] !== (task[role] ?? null))
}
