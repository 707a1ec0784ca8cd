/** The parts of a task, each with its inner deadline and its answer, or the button to answer it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { written } from '../../domain/days.ts'
import { taskCan } from '../../domain/tasks/lifecycle.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import { mayDo } from '../act/may.ts'
import { type Office, useOffice } from '../frame/office.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { Doings } from './acts/actions.tsx'
import type { Doing } from './acts/taskAct.tsx'
import { taskActWords } from './acts/words.ts'
import { Block } from './resultBlock.tsx'

export function Parts({ task }: { readonly task: TaskView }) {
  const { task: words } = useWords()
  const acts = useRoomWords(taskActWords)
  const office = useOffice()
  const [doing, setDoing] = useState<Doing>()
  if (task.parts.length === 0) return undefined
  return (
    <Block title={words.parts}>
      <ul className="parts">
        {task.parts.map((part) => (
          <li key={part.id}>
            <Written>
              {office.nameOf(part.holder.agency)}
              {part.holder.unit ? `, ${part.holder.unit}` : ''}: {part.what}
            </Written>{' '}
            <span className="minor">({words.part(written(part.dueOn))})</span>
            {part.answer ? (
              <p>
                → {written(part.answer.on)}: <Written>{part.answer.text}</Written>
              </p>
            ) : undefined}
            {mayAnswer(part, task, office) ? (
              <Button
                size="compact-md"
                variant="light"
                aria-label={`${acts.answerPart}: ${part.what}`}
                onClick={() => setDoing({ answerPart: part.id })}
              >
                {acts.answerPart}
              </Button>
            ) : undefined}
          </li>
        ))}
      </ul>
      <Doings task={task.id} doing={doing} set={setDoing} />
    </Block>
  )
}

/** Whom it was asked of, or the lead, who notes what it was told. */
function mayAnswer({ answer, holder }: TaskView['parts'][number], task: TaskView, office: Office): boolean {
  if (answer || taskCan('answerPart', task) !== 'yes') return false
  const { lead, givenBy, cooperating } = task
  const others = cooperating.map(({ agency }) => agency).filter((agency) => agency === holder.agency)
  return mayDo('task.answerPart', { lead, givenBy, cooperating: others }, office) === 'yes'
}
