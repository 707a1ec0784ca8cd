/** What of a task waits for somebody's decision, or is late: what the office may propose something about. */
import type { CalendarDate } from '../../../domain/days.ts'
import type { TaskView } from '../../../domain/tasks/taskView.ts'

export type Question = TaskView['advice'][number]['proposes']['about']

type Asked = Pick<TaskView, 'extensionAsked' | 'dispute' | 'state' | 'dueOn'>

export function questionsOf(
  { extensionAsked, dispute, state, dueOn }: Asked,
  today: CalendarDate,
): readonly Question[] {
  return [
    ...(extensionAsked ? (['extension'] as const) : []),
    ...(dispute ? (['otherLead'] as const) : []),
    ...(state === 'open' && dueOn !== undefined && dueOn < today ? (['late'] as const) : []),
  ]
}

type Advice = TaskView['advice'][number]
type AdviceAbout<About extends Question> = Advice & {
  readonly proposes: Extract<Advice['proposes'], { readonly about: About }>
}

/** What the office proposes about one question, if it has. */
export function adviceAbout<About extends Question>(
  advice: readonly Advice[],
  about: About,
): AdviceAbout<About> | undefined {
  return advice.find((one): one is AdviceAbout<About> => one.proposes.about === about)
}
