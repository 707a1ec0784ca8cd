/** Thôi đảm nhiệm: one page that says what ends at once and what waits on somebody, and hands it over to a successor. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import * as z from 'zod/mini'
import { Person } from '../../domain/agencies/person.ts'
import { PersonWaiting } from '../../domain/agencies/waitingView.ts'
import { written } from '../../domain/days.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { filled } from '../act/evidence.ts'
import { ChoiceField, TextField } from '../act/fields.tsx'
import { useForm } from '../act/form.ts'
import { mayDo } from '../act/may.ts'
import { ask } from '../api/ask.ts'
import { Asked, togetherAsked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { agencyPeopleQuestion, peopleQuestion } from './questions.ts'
import { releaseWords } from './releaseWords.ts'
import { Tick } from './tick.tsx'

const waitingQuestion = (person: string) =>
  queryOptions({
    queryKey: ['person', person, 'waiting'],
    queryFn: () => ask(`people/${person}/waiting`, PersonWaiting),
    staleTime: 0,
  })

const personQuestion = (person: string) =>
  queryOptions({ queryKey: ['person', person, 'entry'], queryFn: () => ask(`people/${person}`, Person), staleTime: 0 })

export function ReleasePage({ id }: { readonly id: string }) {
  const words = useRoomWords(releaseWords)
  const person = useQuery(personQuestion(id))
  const waiting = useQuery(waitingQuestion(id))
  return (
    <>
      <p className="back">
        <Link href="/quan-tri/nguoi">← {words.back}</Link>
      </p>
      <Asked answer={togetherAsked<readonly [Person, PersonWaiting]>(person, waiting)} whole>
        {([known, waits]) => <Whole person={known} waits={waits} />}
      </Asked>
    </>
  )
}

function Whole({ person, waits }: { readonly person: Person; readonly waits: PersonWaiting }) {
  const words = useRoomWords(releaseWords)
  const { nameOf } = useOffice()
  const { name, positions, left } = person
  return (
    <article>
      <PageTitle>
        <Written>{words.title(name)}</Written>
      </PageTitle>
      {left ? <p role="status">{words.left(written(left.on))}</p> : undefined}
      <ul>
        {positions.map(({ agency, title, from, to }) => (
          <li key={`${agency} ${title} ${from}`}>
            <Written>
              {title}, {nameOf(agency)}
            </Written>
            {`: ${written(from)} – ${to ? written(to) : '…'}`}
          </li>
        ))}
      </ul>
      {left ? undefined : <Ends person={person.id} waits={waits} />}
      <Waits waits={waits} />
      {left && waits.waiting.length + waits.drafts.length > 0 ? <p>{words.still}</p> : undefined}
      <p>{words.keeps}</p>
      <Form person={person} waits={waits} />
    </article>
  )
}

interface EndsProps {
  readonly person: string
  readonly waits: PersonWaiting
}

function Ends({ person, waits: { sessions, delegations } }: EndsProps) {
  const nameOfPerson = useNames()
  const words = useRoomWords(releaseWords)
  const { number } = useWords()
  return (
    <section aria-labelledby="ket-thuc">
      <h2 id="ket-thuc">{words.ends}</h2>
      <ul>
        <li>{words.sessions(number(sessions))}</li>
        <li>{words.links}</li>
        {delegations.map(({ from, to, title, until }) => (
          <li key={`${from} ${to} ${title} ${until}`}>
            <Written>
              {from === person
                ? words.delegationBy(nameOfPerson(to), title, written(until))
                : words.delegationTo(nameOfPerson(from), title, written(until))}
            </Written>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** By the register, for whoever reads it; the id otherwise. */
function useNames(): (person: string) => string {
  const office = useOffice()
  const { data: people = [] } = useQuery({ ...peopleQuestion, enabled: mayDo('person.read', {}, office) === 'yes' })
  return (id) => people.find((one) => one.id === id)?.name ?? id
}

function Waits({ waits }: { readonly waits: PersonWaiting }) {
  const words = useRoomWords(releaseWords)
  const { number, clause: clauseName } = useWords()
  const { nameOf } = useOffice()
  const { waiting, decisions, drafts } = waits
  const decided = decisions.filter((one) => one.waiting > 0)
  return (
    <section aria-labelledby="dang-cho">
      <h2 id="dang-cho">{words.waits}</h2>
      {waiting.length + decided.length + drafts.length === 0 ? <p>{words.nothing}</p> : undefined}
      <Counted title={waiting.length > 0 ? words.tasks(number(waiting.length)) : undefined}>
        {waiting.map(({ id, clause, title, as }) => (
          <li key={id}>
            {title === undefined ? (
              clauseName(clause)
            ) : (
              <Link href={`/nhiem-vu/${id}`}>
                <Written>{title}</Written>
              </Link>
            )}
            {` (${as.map((one) => words.as[one]).join(', ')})`}
          </li>
        ))}
      </Counted>
      {decided.map(({ agency, waiting: count, others }) => (
        <p key={agency}>
          <Written>{words.decisions(number(count), nameOf(agency))}</Written>
          {'; '}
          <Written>{others.length > 0 ? words.others(others.join(', ')) : words.nobodyElse}</Written>.
        </p>
      ))}
      {drafts.length > 0 ? <p>{words.drafts(number(drafts.length))}</p> : undefined}
    </section>
  )
}

function Counted({ title, children }: { readonly title: string | undefined; readonly children: ReactNode }) {
  if (title === undefined) return undefined
  return (
    <>
      <p>{title}</p>
      <ul>{children}</ul>
    </>
  )
}

const Released = z.extend(PersonWaiting, { person: Person })

function Form({ person: { id, left, positions }, waits }: { readonly person: Person; readonly waits: PersonWaiting }) {
  const words = useRoomWords(releaseWords)
  const office = useOffice()
  const say = useSay()
  const client = useQueryClient()
  const form = useForm({
    draft: `release/${id}`,
    initial: { to: '', positions: false, document: '' },
    send: ({ to, positions, document }) =>
      ask(`people/${id}/release`, Released, {
        method: 'POST',
        body: {
          ...filled('to', to),
          ...(positions && to !== '' ? { positions: true } : {}),
          ...filled('document', document),
        },
      }),
    async done() {
      say(left ? words.handedOver : words.done)
      await Promise.all([
        client.invalidateQueries({ queryKey: ['person', id] }),
        client.invalidateQueries({ queryKey: peopleQuestion.queryKey }),
      ])
    },
  })
  const held = positions.filter(({ to }) => to === undefined || office.today <= to)
  const successors = useSuccessors(id, (held[0] ?? positions.at(-1))?.agency)
  const isNothingLeft = left !== undefined && waits.waiting.length + waits.drafts.length === 0
  if (isNothingLeft) return undefined
  return (
    <ActionForm form={form} action={left ? words.handOver : words.act} told={[]} changes={words.changes}>
      <ChoiceField
        field={form.field('to')}
        label={words.to}
        choices={successors}
        none={words.nobody}
        optional={left === undefined}
      />
      {held.length > 0 && form.values.to !== '' && mayDo('person.change', {}, office) === 'yes' ? (
        <Tick field={form.field('positions')} label={words.positions} />
      ) : undefined}
      {left ? undefined : <TextField field={form.field('document')} label={words.document} most={500} optional />}
    </ActionForm>
  )
}

/** Whoever else is there: everybody for whoever reads the register, the people of their own agency for its head. */
function useSuccessors(leaver: string, agency: string | undefined) {
  const office = useOffice()
  const readsAll = mayDo('person.read', {}, office) === 'yes'
  const { data: people } = useQuery({ ...peopleQuestion, enabled: readsAll })
  const { data: holders } = useQuery({
    ...agencyPeopleQuestion(agency ?? ''),
    enabled: !readsAll && agency !== undefined,
  })
  const all = people?.filter(({ left, shared }) => !left && !shared).map(({ id, name }) => ({ value: id, name }))
  const own = holders?.map(({ person, name, title }) => ({ value: person, name: `${name} (${title})` }))
  return (all ?? own ?? []).filter(({ value }) => value !== leaver)
}
