/** How far a rehearsal has come, for whoever is watching. */
import { yearOf } from '../../domain/days.ts'
import type { Rehearsal } from '../rehearsal/rehearse.ts'
import type { Terminal } from './command.ts'
import { number } from './words.ts'

/** At most ten times a second: writing to a terminal costs more than living a day. */
export function dayShown({ progress }: Terminal): NonNullable<Rehearsal['onDay']> {
  if (!progress) return () => {}
  let shown = 0
  return (day, { tasks, letters }) => {
    const now = performance.now()
    if (now - shown < 100) return
    shown = now
    progress(`Đang chạy thử năm ${yearOf(day)}: ${number(tasks)} nhiệm vụ, ${number(letters)} thư`)
  }
}
