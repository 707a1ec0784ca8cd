/** What can be done with the lines that were chosen: given or amended on one document, accepted, entered from paper. */
import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { TaskLine } from '../../../domain/tasks/taskView.ts'
import { InProgramme, useOffice } from '../../frame/office.tsx'
import { useRoomWords, useWords } from '../../words/language.tsx'
import { Doings } from '../acts/actions.tsx'
import { type ActName, mayNow } from '../acts/acts.ts'
import type { Doing } from '../acts/taskAct.tsx'
import { taskActWords } from '../acts/words.ts'
import { CopyForZalo } from '../copyForZalo.tsx'
import { ExportButton } from '../exportButton.tsx'
import type { EachAct } from './eachOf.tsx'
import { manyWords } from './words.ts'

const EachOf = lazy(() => import('./eachOf.tsx').then(({ EachOf }) => ({ default: EachOf })))
const GiveMany = lazy(() => import('./giveMany.tsx').then(({ GiveMany }) => ({ default: GiveMany })))

interface ChosenBarProps {
  readonly tasks: readonly TaskLine[]
  /** How many the list shows. */
  readonly all: number
  readonly chooseAll: () => void
  readonly clear: () => void
}

const fromPaper: readonly ActName[] = ['resultOnPaper', 'extensionOnPaper', 'directionOnPaper']

export function ChosenBar({ tasks, all, chooseAll, clear }: ChosenBarProps) {
  const words = useRoomWords(manyWords)
  const acts = useRoomWords(taskActWords)
  const { number } = useWords()
  const office = useOffice()
  // What is done is done with the lines as they were chosen: a line may leave the list by it, and its outcome is still said.
  const [open, setOpen] = useState<{ readonly act: EachAct | 'give'; readonly tasks: readonly TaskLine[] }>()
  const [single, setSingle] = useState<{ readonly task: string; readonly doing: Doing }>()
  const toAccept = tasks.filter((task) => mayNow('accept', task, office))
  const toUrge = tasks.filter((task) => mayNow('urge', task, office))
  const toEntrust = tasks.filter((task) => mayNow('entrust', task, office))
  const [only, ...others] = tasks
  // One document gives work of one programme.
  const isOfOne = others.every(({ programme }) => programme === only?.programme)
  const ofOne = only && others.length === 0 ? fromPaper.filter((act) => mayNow(act, only, office)) : []
  return (
    <section className="chosenBar" aria-label={words.chosen(number(tasks.length))}>
      <p role="status">{words.chosen(number(tasks.length))}</p>
      {toAccept.length > 0 ? (
        <Button size="compact-md" onClick={() => setOpen({ act: 'accept', tasks: toAccept })}>
          {words.accept(number(toAccept.length))}
        </Button>
      ) : undefined}
      {isOfOne ? (
        <Button
          size="compact-md"
          variant={toAccept.length > 0 ? 'default' : 'filled'}
          onClick={() => setOpen({ act: 'give', tasks })}
        >
          {words.give(number(tasks.length))}
        </Button>
      ) : undefined}
      {toUrge.length > 0 ? (
        <Button size="compact-md" variant="default" onClick={() => setOpen({ act: 'urge', tasks: toUrge })}>
          {words.urge(number(toUrge.length))}
        </Button>
      ) : undefined}
      {isOfOne && toEntrust.length > 0 ? (
        <Button size="compact-md" variant="default" onClick={() => setOpen({ act: 'entrust', tasks: toEntrust })}>
          {words.entrust(number(toEntrust.length))}
        </Button>
      ) : undefined}
      {ofOne.map((act) => (
        <Button
          key={act}
          size="compact-md"
          variant="default"
          onClick={() => only && setSingle({ task: only.id, doing: { act } })}
        >
          {acts.acts[act]}
        </Button>
      ))}
      <ExportButton tasks={tasks} />
      <CopyForZalo tasks={tasks} />
      {tasks.length < all ? (
        <button type="button" className="linklike" onClick={chooseAll}>
          {words.chooseAll(number(all))}
        </button>
      ) : undefined}
      <button type="button" className="linklike" onClick={clear}>
        {words.clear}
      </button>
      <Suspense>
        {open ? <Opened act={open.act} tasks={open.tasks} close={() => setOpen(undefined)} /> : undefined}
        {single ? (
          <Doings
            task={single.task}
            doing={single.doing}
            set={(doing) => setSingle(doing && { task: single.task, doing })}
          />
        ) : undefined}
      </Suspense>
    </section>
  )
}

interface OpenedProps {
  readonly act: EachAct | 'give'
  readonly tasks: readonly TaskLine[]
  readonly close: () => void
}

function Opened({ act, tasks, close }: OpenedProps) {
  const [first] = tasks
  if (act !== 'give') return <EachOf act={act} tasks={tasks} close={close} />
  if (!first) return undefined
  return (
    <InProgramme programme={first.programme}>
      <GiveMany entries={tasks.map(({ assignment, title }) => ({ assignment, title }))} close={close} />
    </InProgramme>
  )
}
