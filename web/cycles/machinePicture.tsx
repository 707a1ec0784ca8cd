/** The state machine of a cycle's workflow, with where this one stands. */
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { written } from '../../domain/days.ts'
import { MachineDrawing } from '../machines/machineDrawing.tsx'
import type { Picture, When } from '../machines/picture.ts'
import { courseOf, isSame, whenOf } from '../machines/places.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { useTitles } from './titles.ts'
import { cycleWords } from './words.ts'

interface Props {
  readonly picture: Picture
  readonly cycle: CycleView
  readonly today: CalendarDate
}

export function MachinePicture({ picture, cycle, today }: Props) {
  const words = useRoomWords(cycleWords)
  const { cycles } = useWords()
  const titleOf = useTitles()
  const here = picture.nodes.find(({ when }) => isSame(when, standing(cycle, today)))
  const said = here
    ? words.machine.here(titleOf(here), cycle.stageFrom ? written(cycle.stageFrom) : '')
    : words.machine.nowhere
  const passed = passedIn(cycle, today)
  return (
    <>
      <ul className="machineKey" aria-hidden="true">
        {(['waits', 'does', 'passed', 'now'] as const).map((name) => (
          <li key={name}>
            <span className={`keyBox ${name}`} />
            {words.machine.key[name]}
          </li>
        ))}
      </ul>
      <MachineDrawing
        picture={picture}
        label={words.machine.picture(cycles.kinds[cycle.kind], said)}
        titleOf={titleOf}
        placeOf={(node) => (node === here ? 'now' : passed.some((one) => isSame(one, node.when)) ? 'passed' : 'ahead')}
      />
    </>
  )
}

function standing(cycle: CycleView, today: CalendarDate): When | undefined {
  if (cycle.standing === 'planned') return undefined
  return whenOf({ ...cycle, stage: { name: cycle.stage } }, cycle, today)
}

/** What its course has before where it stands; all of it once it has ended as it should. */
function passedIn(cycle: CycleView, today: CalendarDate): readonly When[] {
  const course = courseOf(cycle.kind)
  const { outcome } = cycle
  if (outcome) return outcome === 'withdrawn' || outcome === 'byTask' ? [] : course
  const at = standing(cycle, today)
  return course.slice(
    0,
    Math.max(
      course.findIndex((one) => isSame(one, at)),
      0,
    ),
  )
}

/** The run behind the picture: which, and how it is. */
export function RunWords({ cycle: { attempt, execution } }: { readonly cycle: CycleView }) {
  const { machine } = useRoomWords(cycleWords)
  const { number } = useWords()
  if (!execution) return
  return (
    <p className="minor">
      {machine.run(number(attempt))}
      {execution.status ? `: ${machine.runStates[execution.status]}` : ''} (<Written>{execution.name}</Written>).
    </p>
  )
}
