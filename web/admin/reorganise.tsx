/**
 * Sắp xếp cơ quan: a body is merged into another, is divided among several or ends, on the strength of a document. First what moves to whom is
 * seen, and chosen where nobody was named; then exactly that is applied.
 */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { written } from '../../domain/days.ts'
import type { Agency } from '../../domain/programme/schema.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { useAgencyChoices } from '../act/basisField.tsx'
import { Dialog } from '../act/dialog.tsx'
import { ChoiceField, DayField, OneOf, TextField } from '../act/fields.tsx'
import { type Form as FormOf, useCheck, useForm } from '../act/form.ts'
import { newId } from '../act/newId.ts'
import { actWords } from '../act/words.ts'
import { ask } from '../api/ask.ts'
import { dayTyped } from '../days/dayInput.ts'
import { Trouble } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { noSuccessors, type SuccessorValue, successorsSent } from './successors.ts'
import { SuccessorsField } from './successorsField.tsx'
import { adminWords } from './words.ts'

const held = {
  id: z.string(),
  thing: z.string(),
  title: z.string(),
  clause: z.string(),
  as: z.enum(['lead', 'cooperating', 'giver', 'part', 'receiver', 'contributor']),
}
const Preview = z.object({
  moves: z.array(z.object({ ...held, to: z.string() })),
  undecided: z.array(z.object(held)),
  people: z.array(z.object({ person: z.string(), name: z.string(), title: z.string(), to: z.nullable(z.string()) })),
  peopleUndecided: z.array(z.object({ person: z.string(), name: z.string(), title: z.string() })),
  groups: z.array(z.object({ group: z.string(), joining: z.array(z.string()) })),
})
type Preview = z.infer<typeof Preview>

export function Reorganise({ agency, close }: { readonly agency: Agency; readonly close: () => void }) {
  const { reorganise: words } = useRoomWords(adminWords)
  return (
    <Dialog title={<Written>{words.title(agency.name)}</Written>} close={close}>
      <Form agency={agency} close={close} />
    </Dialog>
  )
}

/** What is typed. A type and no interface: a form takes records of any field. */
type Order = {
  how: 'merged' | 'split' | 'ended'
  into: string
  successors: readonly SuccessorValue[]
  on: string
  number: string
  issuedOn: string
  issuer: string
  title: string
  chosen: { readonly [thing: string]: string }
  seen: string
}

function Form({ agency: { id }, close }: { readonly agency: Agency; readonly close: () => void }) {
  const { reorganise: words, ...all } = useRoomWords(adminWords)
  const act = useRoomWords(actWords)
  const { documents, today } = useOffice()
  const say = useSay()
  const choices = useAgencyChoices().filter(({ value }) => value !== id)
  const initial: Order = {
    how: 'merged',
    into: '',
    successors: noSuccessors,
    on: written(today),
    number: '',
    issuedOn: '',
    issuer: '',
    title: '',
    chosen: {},
    seen: '',
  }
  const form: FormOf<Order> = useForm({
    draft: `agency/${id}/reorganise`,
    initial,
    send: (values) =>
      ask(`agencies/${id}/reorganisation`, z.unknown(), { method: 'POST', body: orderSent(values, documents) }),
    done() {
      say(words.applied)
      close()
    },
    fieldAt: (path) =>
      (form.values.how === 'merged' ? path.replace(/^successors.*/, 'into') : path).replace(/^document\./, ''),
  })
  const preview = useMutation({
    mutationFn: (order: object) =>
      ask(`agencies/${id}/reorganisation/preview`, Preview, { method: 'POST', body: order }),
  })
  const order = orderSent(form.values, documents)
  const asked = JSON.stringify(order)
  const seen = form.field('seen')
  const isSeen = seen.value === asked && preview.data !== undefined
  useCheck(seen, () => {
    if (!isSeen || !preview.data) return words.previewFirst
    return preview.data.undecided.length + preview.data.peopleUndecided.length > 0 ? words.undecidedLeft : undefined
  })
  const chosen = form.field('chosen')
  return (
    <ActionForm form={form} action={words.apply} told={[]} changes={words.changes} cancel={close}>
      <OneOf
        field={form.field('how')}
        label={words.how}
        choices={[
          { value: 'merged', name: words.hows.merged },
          { value: 'split', name: words.hows.split },
          { value: 'ended', name: words.hows.ended },
        ]}
      />
      {form.values.how === 'merged' ? (
        <ChoiceField field={form.field('into')} label={words.into} choices={choices} none={all.chooseAgency} />
      ) : undefined}
      {form.values.how === 'split' ? <SuccessorsField field={form.field('successors')} choices={choices} /> : undefined}
      <DayField field={form.field('on')} label={words.on} />
      <div className="sideBySide">
        <TextField field={form.field('number')} label={act.documentNumber} most={100} />
        <DayField field={form.field('issuedOn')} label={act.documentDay} />
      </div>
      <ChoiceField field={form.field('issuer')} label={act.documentIssuer} choices={choices} none={all.chooseAgency} />
      <TextField field={form.field('title')} label={act.documentTitle} long />
      <p>
        <Button
          variant="default"
          id={seen.id}
          loading={preview.isPending}
          onClick={() => {
            seen.set(asked)
            preview.mutate(order)
          }}
        >
          {words.preview}
        </Button>
      </p>
      {preview.error ? (
        <p className="wrong" role="alert">
          <Trouble error={preview.error} />
        </p>
      ) : undefined}
      {preview.data ? (
        <Moves
          preview={preview.data}
          choices={choices}
          chosen={chosen.value}
          choose={(thing, to) => chosen.set({ ...chosen.value, [thing]: to })}
        />
      ) : undefined}
    </ActionForm>
  )
}

/** The document is entered with the order, under an id made of its number. */
function orderSent(values: Order, documents: readonly { readonly id: string }[]) {
  const { how, into, successors, on, number, issuedOn, issuer, title, chosen } = values
  const taken = documents.map(({ id }) => id)
  return {
    document: {
      id: newId(number, taken, 'van-ban'),
      title: title.trim(),
      number: number.trim(),
      issuedOn: dayTyped(issuedOn) ?? null,
      issuer,
    },
    on: dayTyped(on) ?? '',
    successors:
      how === 'split' ? successorsSent(successors) : how === 'merged' && into !== '' ? [{ agency: into }] : [],
    choices: Object.fromEntries(Object.entries(chosen).filter(([, to]) => to !== '')),
  }
}

interface MovesProps {
  readonly preview: Preview
  readonly choices: readonly { readonly value: string; readonly name: string }[]
  readonly chosen: { readonly [thing: string]: string }
  readonly choose: (thing: string, to: string) => void
}

function Moves({
  preview: { moves, undecided, people, peopleUndecided, groups },
  choices,
  chosen,
  choose,
}: MovesProps) {
  const { reorganise: words, ...all } = useRoomWords(adminWords)
  const { clause, number } = useWords()
  const { nameOf } = useOffice()
  const open = [
    ...undecided.map(({ id, clause: place, title, as }) => ({
      id,
      said: `${clause(place)}: ${title} (${words.as[as]})`,
    })),
    ...peopleUndecided.map(({ person, name, title }) => ({ id: person, said: `${name}, ${title}` })),
  ]
  return (
    <section className="difference" role="status">
      {open.length > 0 ? (
        <>
          <h3>{words.undecided}</h3>
          {open.map(({ id, said }) => (
            <p key={`${id} ${said}`} className="choiceLine">
              <Written>{said}</Written>
              <select aria-label={said} value={chosen[id] ?? ''} onChange={({ target }) => choose(id, target.value)}>
                <option value="">{all.chooseAgency}</option>
                {choices.map(({ value, name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </select>
            </p>
          ))}
        </>
      ) : undefined}
      {moves.length + open.length === 0 ? <p>{words.nothing}</p> : undefined}
      {moves.length > 0 ? (
        <details className="behind" open={moves.length < 12}>
          <summary>{words.moves(number(moves.length))}</summary>
          <ul className="plainList">
            {moves.map(({ id, clause: place, title, as, to }) => (
              <li key={`${id} ${as}`}>
                <Written>
                  {clause(place)}: {title} ({words.as[as]}) {words.to(nameOf(to))}
                </Written>
              </li>
            ))}
          </ul>
        </details>
      ) : undefined}
      {people.length > 0 ? (
        <>
          <h3>{words.people}</h3>
          <ul className="plainList">
            {people.map(({ person, name, title, to }) => (
              <li key={person}>
                <Written>
                  {name}, {title}: {to ? words.to(nameOf(to)) : words.ends}
                </Written>
              </li>
            ))}
          </ul>
        </>
      ) : undefined}
      {groups.length > 0 ? (
        <>
          <h3>{words.groups}</h3>
          <ul className="plainList">
            {groups.map(({ group, joining }) => (
              <li key={group}>
                <Written>
                  {group}: {joining.length > 0 ? words.joining(joining.map(nameOf).join('; ')) : words.leaving}
                </Written>
              </li>
            ))}
          </ul>
        </>
      ) : undefined}
    </section>
  )
}
