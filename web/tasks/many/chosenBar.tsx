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
  const [open, setOpen] = useState<EachAct | 'give'>()
  const [doing, setDoing] = useState<Doing>()
  const toAccept = tasks.filter((task) => mayNow('accept', task, office))
  const toUrge = tasks.filter((task) => mayNow('urge', task, office))
  const [only, ...others] = tasks
  // One document gives work of one programme.
  const isOfOne = others.every(({ programme }) => programme === only?.programme)
  const ofOne = only && others.length === 0 ? fromPaper.filter((act) => mayNow(act, only, office)) : []
  return (
    <section className="chosenBar" aria-label={words.chosen(number(tasks.length))}>
      <p role="status">{words.chosen(number(tasks.length))}</p>
      {toAccept.length > 0 ? (
        <Button size="compact-md" onClick={() => setOpen('accept')}>
          {words.accept(number(toAccept.length))}
        </Button>
      ) : undefined}
      {isOfOne ? (
        <Button size="compact-md" variant={toAccept.length > 0 ? 'default' : 'filled'} onClick={() => setOpen('give')}>
          {words.give(number(tasks.length))}
        </Button>
      ) : undefined}
      {toUrge.length > 0 ? (
        <Button size="compact-md" variant="default" onClick={() => setOpen('urge')}>
          {words.urge(number(toUrge.length))}
        </Button>
      ) : undefined}
      {ofOne.map((act) => (
        <Button key={act} size="compact-md" variant="default" onClick={() => setDoing({ act })}>
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
        {open === 'accept' ? <EachOf act="accept" tasks={toAccept} close={() => setOpen(undefined)} /> : undefined}
        {open === 'urge' ? <EachOf act="urge" tasks={toUrge} close={() => setOpen(undefined)} /> : undefined}
        {open === 'give' && only ? (
          <InProgramme programme={only.programme}>
            <GiveMany
              entries={tasks.map(({ assignment, title }) => ({ assignment, title }))}
              close={() => setOpen(undefined)}
            />
          </InProgramme>
        ) : undefined}
        {only ? <Doings task={only.id} doing={doing} set={setDoing} /> : undefined}
      </Suspense>
    </section>
  )
}
