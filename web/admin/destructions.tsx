/** Hủy theo văn bản: the register of what was asked to be destroyed, asking for it, and confirming by another. */
import { Button } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mayEver } from '../../domain/access/access.ts'
import { isServing } from '../../domain/agencies/person.ts'
import { written } from '../../domain/days.ts'
import { listOf } from '../../domain/listView.ts'
import { DestructionView } from '../../domain/trail/destructionView.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { Dialog } from '../act/dialog.tsx'
import { ChoiceField, DayField, OneOf, TextField } from '../act/fields.tsx'
import { type Form, useForm } from '../act/form.ts'
import { ask } from '../api/ask.ts'
import { dayTyped } from '../days/dayInput.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { Older } from '../frame/older.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { destructionWords } from './destructionWords.ts'
import { peopleQuestion } from './questions.ts'

const destructionsQuestion = infiniteQueryOptions({
  queryKey: ['destructions'],
  queryFn: ({ pageParam }) => ask('destructions', listOf(DestructionView), { query: { limit: 50, cursor: pageParam } }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ cursor }) => cursor,
})

type Opened = 'file' | 'person' | { readonly one: DestructionView; readonly act: 'confirm' | 'drop' }

export function Destructions() {
  const words = useRoomWords(destructionWords)
  const { letters } = useWords()
  const { session } = useOffice()
  const [opened, setOpened] = useState<Opened>()
  const answer = useInfiniteQuery(destructionsQuestion)
  const close = () => setOpened(undefined)
  return (
    <>
      <h2>{words.title}</h2>
      <p className="sub">{words.note}</p>
      <div className="filters">
        {mayEver('destruction.askFile', session.roles) ? (
          <Button onClick={() => setOpened('file')}>{words.askFile}</Button>
        ) : undefined}
        {mayEver('destruction.askPerson', session.roles) ? (
          <Button variant="default" onClick={() => setOpened('person')}>
            {words.askPerson}
          </Button>
        ) : undefined}
      </div>
      <Asked answer={answer}>
        {({ pages }) => {
          const all = pages.flatMap(({ items }) => items)
          return (
            <>
              {all.length === 0 ? <p>{words.none}</p> : <Listed all={all} open={setOpened} />}
              <Older answer={answer}>{letters.older}</Older>
            </>
          )
        }}
      </Asked>
      {opened === 'file' ? <AskForFile close={close} /> : undefined}
      {opened === 'person' ? <AskForPerson close={close} /> : undefined}
      {typeof opened === 'object' ? <Act {...opened} close={close} /> : undefined}
    </>
  )
}

interface ListedProps {
  readonly all: readonly DestructionView[]
  readonly open: (opened: Opened) => void
}

function Listed({ all, open }: ListedProps) {
  const words = useRoomWords(destructionWords)
  const { session } = useOffice()
  const mayConfirm = mayEver('destruction.confirm', session.roles)
  const mayDrop = mayEver('destruction.drop', session.roles)
  return (
    <table className="tasks register" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.paper}</th>
          <th scope="col">{words.asked}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {all.map((one) => (
          <tr key={`${one.kind}/${one.id}`}>
            <td className="what">
              <Written>{one.name}</Written>
              <span className="minor">
                {one.kind === 'files' ? words.file : one.fields.map((name) => words.fields[name] ?? name).join(', ')}
              </span>
            </td>
            <td>
              <Written>{words.paperOf(one.paper.number, written(one.paper.issuedOn), one.paper.issuer)}</Written>
              <span className="minor">
                <Written>{one.reason}</Written>
              </span>
            </td>
            <td>{words.byOn(one.askedBy.person, written(one.askedOn))}</td>
            <td>
              {words.stages[one.stage]}
              {one.confirmedBy && one.confirmedOn ? (
                <span className="minor">{words.byOn(one.confirmedBy.person, written(one.confirmedOn))}</span>
              ) : undefined}
              {/* Whoever asked sees no button to confirm: another does. One that was cut off is gone on with by anybody. */}
              {mayConfirm &&
              one.stage !== 'done' &&
              (one.stage === 'confirmed' || one.askedBy.person !== session.person) ? (
                <button type="button" className="linklike" onClick={() => open({ one, act: 'confirm' })}>
                  {one.stage === 'confirmed' ? words.goOn : words.confirm}
                </button>
              ) : undefined}{' '}
              {mayDrop && one.stage === 'asked' ? (
                <button type="button" className="linklike" onClick={() => open({ one, act: 'drop' })}>
                  {words.drop}
                </button>
              ) : undefined}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CloseProps {
  readonly close: () => void
}

const emptyPaper = { number: '', issuedOn: '', issuer: '', reason: '' }
type PaperValues = typeof emptyPaper

function AskForFile({ close }: CloseProps) {
  const words = useRoomWords(destructionWords)
  const done = useDone(words.askDone, close)
  const form = useForm({
    draft: 'destruction/file',
    initial: { file: '', ...emptyPaper },
    send: ({ file, ...values }) =>
      ask(`destructions/files/${encodeURIComponent(fileIn(file))}`, DestructionView, {
        method: 'POST',
        body: askedIn(values),
      }),
    done,
  })
  return (
    <Dialog title={words.askFile} close={close}>
      <ActionForm form={form} action={words.askFile} told={[]} changes={words.askChanges} cancel={close}>
        <TextField field={form.field('file')} label={words.fileId} hint={words.fileIdHint} most={500} />
        <PaperFields form={form} />
      </ActionForm>
    </Dialog>
  )
}

function AskForPerson({ close }: CloseProps) {
  const words = useRoomWords(destructionWords)
  const { today } = useOffice()
  const people = useQuery(peopleQuestion)
  const done = useDone(words.askDone, close)
  const form = useForm({
    draft: 'destruction/person',
    initial: { person: '', which: 'both', ...emptyPaper },
    send: ({ person, which, ...values }) =>
      ask(`destructions/people/${person}`, DestructionView, {
        method: 'POST',
        body: { ...askedIn(values), fields: which === 'both' ? ['name', 'mailbox'] : [which] },
      }),
    done,
  })
  const gone = (people.data ?? []).filter((one) => !isServing(one, today))
  return (
    <Dialog title={words.askPerson} close={close}>
      <ActionForm form={form} action={words.askPerson} told={[]} changes={words.askChanges} cancel={close}>
        <ChoiceField
          field={form.field('person')}
          label={words.whom}
          none={words.chooseWhom}
          choices={gone.map(({ id, name }) => ({ value: id, name }))}
        />
        <OneOf
          field={form.field('which')}
          label={words.which}
          choices={[
            { value: 'both', name: words.both },
            { value: 'name', name: words.fields['name'] ?? '' },
            { value: 'mailbox', name: words.fields['mailbox'] ?? '' },
          ]}
        />
        <PaperFields form={form} />
      </ActionForm>
    </Dialog>
  )
}

function PaperFields({ form }: { readonly form: Pick<Form<PaperValues>, 'field'> }) {
  const words = useRoomWords(destructionWords)
  return (
    <>
      <TextField field={form.field('number')} label={words.number} most={100} />
      <DayField field={form.field('issuedOn')} label={words.issuedOn} />
      <TextField field={form.field('issuer')} label={words.issuer} most={300} />
      <TextField field={form.field('reason')} label={words.reason} most={1000} long />
    </>
  )
}

function Act({ one, act, close }: Extract<Opened, object> & CloseProps) {
  const words = useRoomWords(destructionWords)
  const isConfirming = act === 'confirm'
  const done = useDone(isConfirming ? words.confirmDone : words.dropDone, close)
  const place = `destructions/${one.kind}/${one.id}`
  const form = useForm({
    draft: `destruction/${act}/${one.id}`,
    initial: {},
    send: () =>
      isConfirming
        ? ask(`${place}/confirmation`, DestructionView, { method: 'POST' })
        : ask(`${place}/dropping`, z.undefined(), { method: 'POST' }),
    done,
  })
  const name = isConfirming ? words.confirm : words.drop
  const changes = isConfirming ? words.confirmChanges : words.dropChanges
  return (
    <Dialog title={name} about={<Written>{one.name}</Written>} close={close}>
      <ActionForm form={form} action={name} told={[]} changes={changes} cancel={close} />
    </Dialog>
  )
}

/** Says so, closes, and asks the register anew. */
function useDone(sentence: string, close: () => void): () => void {
  const client = useQueryClient()
  const say = useSay()
  return () => {
    say(sentence)
    close()
    void client.invalidateQueries({ queryKey: destructionsQuestion.queryKey })
  }
}

function askedIn({ number, issuedOn, issuer, reason }: PaperValues) {
  return {
    paper: { number: number.trim(), issuedOn: dayTyped(issuedOn), issuer: issuer.trim() },
    reason: reason.trim(),
  }
}

/** The id, out of the address that the file is fetched at. */
function fileIn(typed: string): string {
  return /\/api\/files\/([^/?#]+)/.exec(typed)?.[1] ?? typed.trim()
}
