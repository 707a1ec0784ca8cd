/** Giao việc: what the programme asks for and nobody was given yet, and what was; chosen and given on one document. */
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { AssignmentView } from '../../../domain/assignments/assignmentView.ts'
import { fold, matches } from '../../../domain/search.ts'
import { assignmentsQuestion, groupsQuestion } from '../../api/questions.ts'
import { Asked, togetherAsked } from '../../frame/asked.tsx'
import { searchId } from '../../frame/keyHelp.tsx'
import { type Office, useOffice } from '../../frame/office.tsx'
import { PageTitle } from '../../frame/pageTitle.tsx'
import { useRoomWords, useWords, Written } from '../../words/language.tsx'
import { GiveMany } from './giveMany.tsx'
import { manyWords } from './words.ts'

export function GiveWorkPage() {
  const words = useRoomWords(manyWords)
  const { tasks } = useWords()
  const office = useOffice()
  return (
    <>
      <p className="back">
        <Link href="/nhiem-vu">← {tasks.title}</Link>
      </p>
      <PageTitle>{words.title}</PageTitle>
      <p>
        <Link href="/giao-viec/phu-luc">{words.byAnnex}</Link>
      </p>
      {office.programme ? <Of programme={office.programme.id} office={office} /> : <p>{tasks.none}</p>}
    </>
  )
}

function Of({ programme, office }: { readonly programme: string; readonly office: Office }) {
  const answers = togetherAsked(useQuery(assignmentsQuestion(programme)), useQuery(groupsQuestion))
  return (
    <Asked answer={answers}>
      {([assignments, groups]) => (
        <Choosing
          assignments={assignments}
          nameOf={(holder) => groups.find(({ id }) => id === holder)?.name ?? office.nameOf(holder)}
        />
      )}
    </Asked>
  )
}

const states = ['unassigned', 'given', 'withdrawn'] as const
type State = (typeof states)[number]

interface ChoosingProps {
  readonly assignments: readonly AssignmentView[]
  /** Of an agency, or of a group of them. */
  readonly nameOf: Office['nameOf']
}

function Choosing({ assignments, nameOf }: ChoosingProps) {
  const words = useRoomWords(manyWords)
  const all = useWords()
  const counts = Map.groupBy(assignments, ({ state }) => state)
  const [state, setState] = useState<State>(counts.has('unassigned') ? 'unassigned' : 'given')
  const [query, setQuery] = useState('')
  const searched = useDeferredValue(query)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isOpen, setOpen] = useState(false)
  const shown = useMemo(
    () =>
      assignments.filter(
        (one) => one.state === state && (fold(searched) === '' || matches(textOf(one, all.clause, nameOf), searched)),
      ),
    [assignments, state, searched, all.clause, nameOf],
  )
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((one) => one !== id)))
  const entries = assignments.filter(({ id }) => chosen.has(id)).map(({ id, title }) => ({ assignment: id, title }))
  return (
    <>
      <div className="filters">
        <TextInput
          id={searchId}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          onChange={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        <select
          aria-label={words.state}
          value={state}
          onChange={({ target }) => setState(states.find((one) => one === target.value) ?? 'unassigned')}
        >
          {states.map((one) => (
            <option key={one} value={one}>
              {words.states[one]} ({all.number(counts.get(one)?.length ?? 0)})
            </option>
          ))}
        </select>
        <p role="status">{all.tasks.count(all.number(shown.length))}</p>
        <Button disabled={entries.length === 0} onClick={() => setOpen(true)}>
          {words.give(all.number(entries.length))}
        </Button>
      </div>
      <table className="tasks" aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col" className="ordinal">
              <input
                type="checkbox"
                aria-label={words.chooseAll(all.number(shown.length))}
                checked={shown.length > 0 && shown.every(({ id }) => chosen.has(id))}
                onChange={({ target }) => setChosen(new Set(target.checked ? shown.map(({ id }) => id) : []))}
              />
            </th>
            <th scope="col" className="what">
              {all.tasks.what}
            </th>
            <th scope="col" className="basis">
              {all.tasks.basis}
            </th>
            <th scope="col">{all.tasks.lead}</th>
            <th scope="col">{all.task.givenBy}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.id}>
              <td className="ordinal choose">
                <input
                  type="checkbox"
                  aria-label={words.choose(one.title)}
                  checked={chosen.has(one.id)}
                  onChange={({ target }) => choose(one.id, target.checked)}
                />
              </td>
              <td className="what">
                <Written>{one.title}</Written>
                {one.product ? (
                  <span className="minor">
                    {all.tasks.product}: <Written>{one.product}</Written>
                  </span>
                ) : undefined}
              </td>
              <td className="basis">{all.clause(one.clause)}</td>
              <td className="lead">
                <Written>{one.to ? nameOf('lead' in one.to ? one.to.lead : one.to.group) : words.nobody}</Written>
              </td>
              <td>
                <Written>{nameOf(one.givenBy)}</Written>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isOpen ? <GiveMany entries={entries} close={() => setOpen(false)} /> : undefined}
    </>
  )
}

function textOf(
  { title, clause, product = '', to }: AssignmentView,
  written: (clause: string) => string,
  nameOf: Office['nameOf'],
): string {
  const holder = to ? nameOf('lead' in to ? to.lead : to.group) : ''
  return fold([title, product, clause, written(clause), holder].join(' '))
}
