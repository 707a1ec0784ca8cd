/** One annex, row by row: on the left what is printed, on the right what would be given and what it changes. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import * as z from 'zod/mini'
import { type AnnexRowView, AnnexView } from '../../domain/annex/annexView.ts'
import type { RowAnswer } from '../../domain/annex/proposals.ts'
import '../look/act.css'
import './annex.css'
import { ask } from '../api/ask.ts'
import { groupsQuestion } from '../api/questions.ts'
import { Asked, Trouble, togetherAsked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { AnnexRow } from './annexRow.tsx'
import { annexQuestion } from './questions.ts'
import { annexWords } from './words.ts'

export function AnnexPage({ id }: { readonly id: string }) {
  const words = useRoomWords(annexWords)
  const office = useOffice()
  const answers = togetherAsked(useQuery(annexQuestion(id)), useQuery(groupsQuestion))
  return (
    <>
      <p className="back">
        <Link href="/giao-viec/phu-luc">← {words.title}</Link>
      </p>
      <Asked answer={answers} whole>
        {([annex, groups]) => (
          <Review
            annex={annex}
            nameOf={(one) => groups.find((group) => group.id === one)?.name ?? office.nameOf(one)}
          />
        )}
      </Asked>
    </>
  )
}

const Applied = z.object({
  outcomes: z.array(
    z.object({ assignment: z.string(), outcome: z.string(), refusal: z.optional(z.object({ detail: z.string() })) }),
  ),
  next: z.optional(z.int()),
})
type Outcomes = z.infer<typeof Applied>['outcomes']

const shownStates = ['doubtful', 'ready', 'same', 'skipped'] as const

interface ReviewProps {
  readonly annex: AnnexView
  readonly nameOf: (holder: string) => string
}

function Review({ annex, nameOf }: ReviewProps) {
  const words = useRoomWords(annexWords)
  const { number } = useWords()
  const client = useQueryClient()
  const [state, setState] = useState<AnnexRowView['state'] | 'all'>(annex.doubtful > 0 ? 'doubtful' : 'all')
  const [busy, setBusy] = useState<string>()
  const [trouble, setTrouble] = useState<Error>()
  const [outcomes, setOutcomes] = useState<Outcomes>()
  const [isUndoing, setUndoing] = useState(false)
  const isOpen = annex.state !== 'applied'
  const shown = annex.proposals.filter((one) => state === 'all' || one.state === state)

  const tried = async (doing: () => Promise<unknown>) => {
    setTrouble(undefined)
    setBusy(busy ?? '')
    try {
      await doing()
      await client.invalidateQueries()
    } catch (error) {
      setTrouble(error instanceof Error ? error : new Error(String(error)))
    } finally {
      setBusy(undefined)
    }
  }
  const settle = (answer: RowAnswer) =>
    tried(async () => {
      const body = { answers: [answer] }
      const view = await ask(`annexes/${annex.id}/answers`, AnnexView, { method: 'POST', body })
      client.setQueryData(annexQuestion(annex.id).queryKey, view)
    })
  const give = () =>
    tried(async () => {
      const all: Outcomes = []
      for (let from: number | undefined = 0; from !== undefined; ) {
        const part: z.infer<typeof Applied> = await ask(`annexes/${annex.id}/application`, Applied, {
          method: 'POST',
          body: { from },
        })
        all.push(...part.outcomes)
        setBusy(words.giving(number(all.length), number(annex.ready)))
        from = part.next
      }
      setOutcomes(all)
    })
  const undo = () =>
    tried(async () => {
      const view = await ask(`annexes/${annex.id}/undoing`, AnnexView, { method: 'POST' })
      client.setQueryData(annexQuestion(annex.id).queryKey, view)
      setOutcomes(undefined)
      setUndoing(false)
    })

  return (
    <>
      <PageTitle>{annex.fileName}</PageTitle>
      <p>
        {words.summary(number(annex.rows - annex.doubtful), number(annex.rows))}{' '}
        {words.ready(number(annex.ready), number(annex.leads))}
        {'; '}
        {words.doubtful(number(annex.doubtful))}
        {'; '}
        {words.missing(number(annex.missing.length))}.
      </p>
      {trouble ? (
        <p className="failure" role="alert">
          <Trouble error={trouble} />
        </p>
      ) : undefined}
      <Done annex={annex} outcomes={outcomes} />
      <p className="filters" aria-live="polite">
        {isOpen ? (
          <Button disabled={annex.ready === 0} loading={busy !== undefined} onClick={give}>
            {words.give(number(annex.ready))}
          </Button>
        ) : isUndoing ? (
          <>
            <span>{words.undoAsk}</span>{' '}
            <Button loading={busy !== undefined} onClick={undo}>
              {words.undoYes}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setUndoing(true)}>
            {words.undo}
          </Button>
        )}
        {busy ? <span className="minor">{busy}</span> : undefined}
      </p>
      <p className="filters">
        <select
          aria-label={words.which}
          value={state}
          onChange={({ target }) => setState(shownStates.find((one) => one === target.value) ?? 'all')}
        >
          <option value="all">{words.all}</option>
          {shownStates.map((one) => (
            <option key={one} value={one}>
              {words.rowStates[one]} ({number(annex.proposals.filter(({ state: own }) => own === one).length)})
            </option>
          ))}
        </select>
      </p>
      <table className="tasks annex" aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col" className="what">
              {words.onPaper}
            </th>
            <th scope="col" className="what">
              {words.proposed}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <AnnexRow key={row.row} annex={annex} row={row} nameOf={nameOf} settle={isOpen ? settle : undefined} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Done({ annex, outcomes }: { readonly annex: AnnexView; readonly outcomes: Outcomes | undefined }) {
  const words = useRoomWords(annexWords)
  const { number } = useWords()
  if (annex.state === 'undone' && !outcomes) return <p role="status">{words.undone}</p>
  if (!outcomes) return undefined
  const refused = outcomes.filter(({ refusal }) => refusal)
  return (
    <div role="status">
      <p>
        {words.given(number(outcomes.length - refused.length))} {words.told}
      </p>
      {refused.length > 0 ? (
        <>
          <p>{words.refused(number(refused.length))}</p>
          <ul>
            {refused.map(({ assignment, refusal }) => (
              <li key={assignment}>
                <Written>
                  {annex.known.find(({ id }) => id === assignment)?.title ?? assignment}: {refusal?.detail}
                </Written>
              </li>
            ))}
          </ul>
        </>
      ) : undefined}
    </div>
  )
}
