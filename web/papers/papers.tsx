/** The papers that everything of a programme rests on: those whose number is awaited first; and the programme's end. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mayEver } from '../../domain/access/access.ts'
import { written } from '../../domain/days.ts'
import { programmeTakes } from '../../domain/programme/afterTheEnd.ts'
import { ProgrammeView } from '../../domain/programme/programmeView.ts'
import { Document } from '../../domain/programme/schema.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { basisSent, noBasis } from '../act/basis.ts'
import { BasisField, useAgencyChoices } from '../act/basisField.tsx'
import { Dialog } from '../act/dialog.tsx'
import { filled } from '../act/evidence.ts'
import { ChoiceField, DayField, OneOf, TextField } from '../act/fields.tsx'
import { useForm } from '../act/form.ts'
import { mayDo } from '../act/may.ts'
import { ask } from '../api/ask.ts'
import { dayTyped } from '../days/dayInput.ts'
import { type Numbered, useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { papersWords } from './words.ts'

export function Papers() {
  const words = useRoomWords(papersWords)
  const { overview } = useWords()
  const office = useOffice()
  const { programme, documents, session, nameOf } = office
  const [open, setOpen] = useState<Document | 'end'>()
  if (!programme) return <p>{overview.none}</p>
  const mayEnter = mayEver('document.enter', session.roles)
  const issuer = documents.find(({ id }) => id === programme.document)?.issuer
  const mayEnd =
    mayDo('programme.end', issuer === undefined ? {} : { givenBy: issuer }, office) === 'yes' &&
    programmeTakes('programme.end', programme.status) === 'yes'
  const all = documents.toSorted((a, b) => Number(isAwaited(b)) - Number(isAwaited(a)))
  return (
    <>
      <p className="sub">
        <Written>
          {programme.number}: {programme.title}
        </Written>
        {programme.ended ? ` ${words.ended(written(programme.ended.on))}` : ''}
      </p>
      <table className="tasks register" aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.day}</th>
            <th scope="col" className="what">
              {words.about}
            </th>
            <th scope="col">{words.issuer}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {all.map((document) => (
            <tr key={document.id}>
              <td>{document.number ?? <span className="overdue">{words.awaited}</span>}</td>
              <td>{document.issuedOn ? written(document.issuedOn) : words.awaited}</td>
              <td className="what">
                <Written>{document.title}</Written>
                {document.illustration ? <span className="minor">{words.illustration}</span> : undefined}
              </td>
              <td>
                <Written>{nameOf(document.issuer)}</Written>
              </td>
              <td>
                {mayEnter && !document.illustration ? (
                  <button
                    type="button"
                    className="linklike"
                    aria-label={`${actOf(document, words)}: ${document.title}`}
                    onClick={() => setOpen(document)}
                  >
                    {actOf(document, words)}
                  </button>
                ) : undefined}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayEnd ? (
        <p>
          <Button variant="default" onClick={() => setOpen('end')}>
            {words.end}
          </Button>
        </p>
      ) : undefined}
      {open === 'end' ? <End programme={programme} close={() => setOpen(undefined)} /> : undefined}
      {open !== undefined && open !== 'end' ? (
        <Facts programme={programme.id} document={open} close={() => setOpen(undefined)} />
      ) : undefined}
    </>
  )
}

function isAwaited({ number, issuedOn }: Document): boolean {
  return number === null || issuedOn === null
}

function actOf(document: Document, words: (typeof papersWords)['vi']): string {
  return isAwaited(document) ? words.supply : words.correct
}

interface FactsProps {
  readonly programme: string
  readonly document: Document
  readonly close: () => void
}

/** What was awaited is supplied; what was entered otherwise is put right with a reason, and both are kept. */
function Facts({ programme, document, close }: FactsProps) {
  const words = useRoomWords(papersWords)
  const agencies = useAgencyChoices()
  const say = useSay()
  const { id, illustration: _, ...facts } = document
  const form = useForm({
    draft: `${programme}_${id}/facts`,
    initial: {
      number: document.number ?? '',
      issuedOn: document.issuedOn ? written(document.issuedOn) : '',
      issuer: document.issuer,
      title: document.title,
      reason: '',
    },
    send: ({ number, issuedOn, issuer, title, reason }) =>
      ask(`programmes/${programme}/documents/${id}`, Document, {
        method: 'PUT',
        body: {
          ...facts,
          title: title.trim(),
          issuer,
          number: number.trim() === '' ? null : number.trim(),
          issuedOn: dayTyped(issuedOn) ?? null,
          ...filled('reason', reason),
        },
      }),
    done() {
      say(words.saved)
      close()
    },
  })
  const act = actOf(document, words)
  return (
    <Dialog title={act} about={<Written>{document.title}</Written>} close={close}>
      <ActionForm form={form} action={act} told={[]} changes={words.changes} cancel={close}>
        <TextField field={form.field('number')} label={words.number} most={100} optional />
        <DayField field={form.field('issuedOn')} label={words.day} optional />
        <ChoiceField field={form.field('issuer')} label={words.issuer} choices={agencies} none={words.issuer} />
        <TextField field={form.field('title')} label={words.about} long />
        {isAwaited(document) ? undefined : <TextField field={form.field('reason')} label={words.reason} long />}
      </ActionForm>
    </Dialog>
  )
}

const Ended = z.strictObject({ programme: ProgrammeView, closed: z.int() })

/** Every task that is still open goes one way, on the same document; single ones are decided on their own page before. */
function End({ programme, close }: { readonly programme: Numbered; readonly close: () => void }) {
  const words = useRoomWords(papersWords)
  const { number } = useWords()
  const { documents } = useOffice()
  const say = useSay()
  const form = useForm({
    draft: `${programme.id}/end`,
    initial: { others: 'carriedOver', document: noBasis },
    send: ({ others, document }) => {
      const basis = basisSent(document, documents)
      const id = typeof basis === 'string' ? basis : basis.id
      const body = { document: basis, others: { how: others, document: id } }
      return ask(`programmes/${programme.id}/end`, Ended, { method: 'POST', body })
    },
    done({ closed }) {
      say(words.endedNow(number(closed)))
      close()
    },
  })
  return (
    <Dialog title={words.end} about={<Written>{programme.title}</Written>} close={close}>
      <ActionForm form={form} action={words.end} told={[words.whoeverLeads]} changes={words.endChanges} cancel={close}>
        <OneOf
          field={form.field('others')}
          label={words.others}
          choices={[
            { value: 'carriedOver', name: words.carriedOver },
            { value: 'stopped', name: words.stopped },
          ]}
        />
        <BasisField field={form.field('document')} />
      </ActionForm>
    </Dialog>
  )
}
