/** One row of an annex: its cells, what they would give, and where they leave something open, what a person says of it. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { AnnexRowView, AnnexView } from '../../domain/annex/annexView.ts'
import type { RowAnswer } from '../../domain/annex/proposals.ts'
import { written } from '../../domain/days.ts'
import type { Schedule } from '../../domain/programme/schema.ts'
import { useAgencyChoices } from '../act/basisField.tsx'
import { dayTyped } from '../days/dayInput.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { annexWords } from './words.ts'

interface AnnexRowProps {
  readonly annex: AnnexView
  readonly row: AnnexRowView
  readonly nameOf: (holder: string) => string
  /** Absent once it was given. */
  readonly settle: ((answer: RowAnswer) => Promise<void>) | undefined
}

export function AnnexRow({ annex, row, nameOf, settle }: AnnexRowProps) {
  const words = useRoomWords(annexWords)
  const { number, place, what, lead, cooperating, product, time } = row
  return (
    <tr className={row.state}>
      <td className="what">
        <Written>
          <strong>
            {number} {place}
          </strong>{' '}
          {what}
          {[
            [words.lead, lead],
            [words.cooperating, cooperating],
            [words.product, product],
            [words.time, time],
          ].map(([name, said]) =>
            said ? (
              <span key={name} className="minor">
                {name}: {said}
              </span>
            ) : undefined,
          )}
        </Written>
      </td>
      <td className="what">
        <span className="minor">
          {words.rowStates[row.state]}
          {row.by ? `, ${words.by[row.by]}` : ''}
        </span>
        <Gives annex={annex} row={row} nameOf={nameOf} />
        {row.general.length > 0 ? <span className="minor">{words.general(row.general.join('; '))}</span> : undefined}
        {row.doubts.length > 0 && row.state !== 'skipped' ? (
          <ul className="doubts">
            {row.doubts.map((doubt) => (
              <Doubt key={JSON.stringify(doubt)} doubt={doubt} />
            ))}
          </ul>
        ) : undefined}
        {settle && row.state === 'doubtful' ? (
          <Settling annex={annex} row={row} settle={settle} nameOf={nameOf} />
        ) : undefined}
        {settle && row.state !== 'same' ? (
          <button
            type="button"
            className="linklike"
            onClick={() => settle({ row: row.row, skip: row.state !== 'skipped' })}
          >
            {row.state === 'skipped' ? words.take : words.skip}
          </button>
        ) : undefined}
      </td>
    </tr>
  )
}

type DoubtView = AnnexRowView['doubts'][number]

function Doubt({ doubt }: { readonly doubt: DoubtView }) {
  const { doubts } = useRoomWords(annexWords)
  return (
    <li>
      <Written>{doubtWritten(doubt, doubts)}</Written>
    </li>
  )
}

function doubtWritten(doubt: DoubtView, doubts: (typeof annexWords)['vi']['doubts']): string {
  switch (doubt.about) {
    case 'clause':
      return doubts.clause(doubt.words)
    case 'twice':
      return doubts.twice(doubt.rows.join(', '))
    case 'withdrawn':
      return doubts.withdrawn
    case 'lead':
    case 'cooperating':
    case 'time':
      return doubts[doubt.about](doubt.words)
    default:
      return doubt satisfies never
  }
}

function Gives({ annex, row: { gives, terms }, nameOf }: Omit<AnnexRowProps, 'settle'>) {
  const words = useRoomWords(annexWords)
  const { clause: clauseWritten } = useWords()
  const timeOf = useTimeWritten()
  return gives.map(({ assignment, effect, changes }) => {
    const known = annex.known.find(({ id }) => id === assignment)
    if (!known) return undefined
    const { stands } = known
    const facts = [
      ['to', words.lead, holderOf(terms, nameOf), holderOf(stands, nameOf) ?? words.nobody],
      ['cooperating', words.cooperating, namesOf(terms, nameOf), namesOf(stands, nameOf) ?? ''],
      ['product', words.product, terms.product, stands.product ?? ''],
      ['schedule', words.time, timeOf(terms.schedule), timeOf(stands.schedule) ?? ''],
    ] as const
    return (
      <div key={assignment}>
        <Written>
          <strong>{clauseWritten(known.clause)}</strong> {known.title} ({words.effects[effect]})
        </Written>
        {facts.map(([field, name, is, was]) =>
          is === undefined || is === '' ? undefined : (
            <span key={field} className={changes.includes(field) ? 'minor changed' : 'minor'}>
              {name}: <Written>{is}</Written>
              {changes.includes(field) && was !== '' ? ` (${words.was(was)})` : ''}
            </span>
          ),
        )}
      </div>
    )
  })
}

type Terms = AnnexRowView['terms']

function holderOf({ to }: Terms, nameOf: AnnexRowProps['nameOf']): string | undefined {
  return to && nameOf('lead' in to ? to.lead : to.group)
}

function namesOf({ cooperating }: Terms, nameOf: AnnexRowProps['nameOf']): string | undefined {
  return cooperating?.map(({ agency }) => nameOf(agency)).join('; ')
}

function useTimeWritten() {
  const words = useRoomWords(annexWords)
  return (schedule: Schedule | undefined): string | undefined => {
    if (!schedule) return undefined
    if (schedule.kind === 'once') return written(schedule.dueOn)
    if (schedule.kind === 'continuous') return words.continuous
    if (schedule.kind === 'recurring' && schedule.every === 'yearly')
      return words.yearly(`${schedule.due.day}/${schedule.due.month}`)
    return words.otherTimes
  }
}

/** Each thing that the row leaves open has its control; what it says itself is not asked. */
function Settling({
  annex,
  row,
  settle,
  nameOf,
}: Required<AnnexRowProps> & { readonly settle: NonNullable<AnnexRowProps['settle']> }) {
  const words = useRoomWords(annexWords)
  const { clause: clauseWritten } = useWords()
  const agencies = useAgencyChoices()
  const id = useId()
  const [assignment, setAssignment] = useState('')
  const [lead, setLead] = useState('')
  const [day, setDay] = useState('')
  const about = new Set(row.doubts.map((doubt) => doubt.about))
  const may = row.doubts.flatMap((doubt) => (doubt.about === 'clause' ? doubt.may : []))
  const likely = new Set(may)
  const known = [...annex.known].toSorted((a, b) => Number(likely.has(b.id)) - Number(likely.has(a.id)))
  const named = row.doubts.flatMap((doubt) =>
    doubt.about === 'lead' ? doubt.may.map((body) => ('agency' in body ? body.agency : body.group)) : [],
  )
  const isGroup = (one: string) =>
    row.doubts.some(
      (doubt) => doubt.about === 'lead' && doubt.may.some((body) => 'group' in body && body.group === one),
    )
  const dueOn = dayTyped(day)
  const isEnough = (!about.has('clause') || assignment !== '') && (!about.has('lead') || lead !== '')
  return (
    <div className="settling">
      {about.has('clause') ? (
        <label>
          {words.assignment}
          <select value={assignment} onChange={({ target }) => setAssignment(target.value)}>
            <option value="">{words.choose}</option>
            {known.map((one) => (
              <option key={one.id} value={one.id}>
                {clauseWritten(one.clause)}: {one.title}
              </option>
            ))}
          </select>
        </label>
      ) : undefined}
      {about.has('lead') ? (
        <label>
          {words.lead}
          <select value={lead} onChange={({ target }) => setLead(target.value)}>
            <option value="">{words.choose}</option>
            {named.map((one) => (
              <option key={one} value={one}>
                {nameOf(one)}
              </option>
            ))}
            {agencies
              .filter(({ value }) => !named.includes(value))
              .map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      ) : undefined}
      {about.has('time') ? (
        <label htmlFor={id}>
          {words.due}
          <input
            id={id}
            type="text"
            placeholder="31/12/2015"
            value={day}
            onChange={({ target }) => setDay(target.value)}
          />
        </label>
      ) : undefined}
      {about.has('cooperating') ? <span className="minor">{words.without}</span> : undefined}
      <Button
        size="compact-md"
        disabled={!isEnough}
        onClick={() =>
          settle({
            row: row.row,
            ...(about.has('clause') ? { assignments: [assignment] } : {}),
            ...(about.has('lead') ? { to: isGroup(lead) ? { group: lead } : { lead } } : {}),
            ...(about.has('time') ? { schedule: dueOn ? { kind: 'once', dueOn, bound: 'by' } : null } : {}),
            ...(about.has('cooperating')
              ? { cooperating: row.terms.cooperating?.map(({ agency }) => agency) ?? [] }
              : {}),
          })
        }
      >
        {words.settle}
      </Button>
    </div>
  )
}
