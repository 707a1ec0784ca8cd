/** What the run behind the picture did: the steps that it came to, what failed on the way, how it ended. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import { runQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { Moment } from '../frame/moment.tsx'
import type { Picture } from '../machines/picture.ts'
import { useRoomWords, Written } from '../words/language.tsx'
import { type RunStep, stepsOf } from './run.ts'
import { useTitles } from './titles.ts'
import { cycleWords } from './words.ts'

interface Props {
  readonly picture: Picture
  readonly cycle: CycleView
}

/** Asked for when it is opened: most people never look. */
export function RunHistory({ picture, cycle }: Props) {
  const { machine } = useRoomWords(cycleWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="behind" open={isOpen} onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary>{machine.history}</summary>
      {isOpen ? <Events picture={picture} cycle={cycle} /> : undefined}
    </details>
  )
}

function Events({ picture, cycle }: Props) {
  const { machine } = useRoomWords(cycleWords)
  const answer = useQuery(runQuestion(cycle.id))
  return (
    <Asked answer={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{machine.forgotten}</p>
        ) : (
          <ol className="history">
            {stepsOf(items, picture.nodes).map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what happened in a run has no name, and nothing comes between
              <Step key={index} step={step} />
            ))}
          </ol>
        )
      }
    </Asked>
  )
}

function Step({ step: { event, node } }: { readonly step: RunStep }) {
  const { machine } = useRoomWords(cycleWords)
  const titleOf = useTitles()
  const { at, what, error } = event
  return (
    <li className={node ? 'quiet' : ''}>
      <Moment at={at} />
      <div>
        <p className="happening">{node ? titleOf(node) : machine.happened[what]}</p>
        {error === undefined ? undefined : (
          <p className="minor">
            <Written>{error}</Written>
          </p>
        )}
      </div>
    </li>
  )
}
