/** The steps that a cycle of its kind goes through, and how far this one has come. */
import { courses } from '../../domain/cycles/cycle.ts'
import type { CycleLine } from '../../domain/cycles/cycleView.ts'
import { useWords } from '../words/language.tsx'

/** For the eye alone: the words beside it say the same. */
export function CourseBar({ cycle }: { readonly cycle: CycleLine }) {
  return (
    <span className="courseBar" aria-hidden="true">
      {placesIn(cycle).map(({ name, place }) => (
        <span key={name} className={place} />
      ))}
    </span>
  )
}

export function CourseList({ cycle }: { readonly cycle: CycleLine }) {
  const { cycles: words } = useWords()
  return (
    <ol className="course">
      {placesIn(cycle).map(({ name, place }) => (
        <li key={name} className={place} aria-current={place === 'now' ? 'step' : undefined}>
          {words.stageName(name)}
          {place === 'ahead' ? undefined : <span className="minor"> ({words[place]})</span>}
        </li>
      ))}
    </ol>
  )
}

/** A cycle that ended early, or before it began, has gone through none of them for certain. */
function placesIn({ kind, stage, outcome }: CycleLine) {
  const course = courses[kind]
  const at = course.indexOf(stage)
  const isThrough = outcome !== undefined && outcome !== 'withdrawn' && outcome !== 'byTask'
  return course.map((name, index) => ({
    name,
    place: isThrough || index < at ? ('passed' as const) : index === at ? ('now' as const) : ('ahead' as const),
  }))
}
