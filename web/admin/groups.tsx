/** Groups of agencies: who belongs to each, since when, until when. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { mayEver } from '../../domain/access/access.ts'
import { written } from '../../domain/days.ts'
import type { AgencyGroup } from '../../domain/programme/schema.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { groupsQuestion } from './questions.ts'
import { adminWords } from './words.ts'

const GroupForm = lazy(() => import('./groupForm.tsx').then(({ GroupForm }) => ({ default: GroupForm })))

export function Groups() {
  const words = useRoomWords(adminWords)
  const { session } = useOffice()
  const [doing, setDoing] = useState<{ readonly id: string | undefined }>()
  const mayChange = mayEver('agency.change', session.roles)
  return (
    <>
      {mayChange ? (
        <p className="actions">
          <Button onClick={() => setDoing({ id: undefined })}>{words.addGroup}</Button>
        </p>
      ) : undefined}
      <Asked answer={useQuery(groupsQuestion)}>
        {(groups) => (
          <>
            {groups.map((group) => (
              <GroupShown
                key={group.id}
                group={group}
                edit={mayChange ? () => setDoing({ id: group.id }) : undefined}
              />
            ))}
            {doing ? (
              <Suspense>
                <GroupForm id={doing.id} taken={groups.map(({ id }) => id)} close={() => setDoing(undefined)} />
              </Suspense>
            ) : undefined}
          </>
        )}
      </Asked>
    </>
  )
}

interface GroupShownProps {
  readonly group: AgencyGroup
  readonly edit: (() => void) | undefined
}

function GroupShown({ group: { name, members }, edit }: GroupShownProps) {
  const words = useRoomWords(adminWords)
  const { number } = useWords()
  const { nameOf } = useOffice()
  return (
    <section className="groupShown">
      <h2>
        <Written>{name}</Written>
      </h2>
      {edit ? (
        <button type="button" className="linklike" onClick={edit}>
          {words.edit}
          <span className="unseen"> {name}</span>
        </button>
      ) : undefined}
      <details className="behind">
        <summary>{words.memberCount(number(members.length))}</summary>
        <ul className="contributions">
          {members.map(({ agency, from, to }) => (
            <li key={`${agency} ${from}`}>
              <Written>{nameOf(agency)}</Written>
              <span className="minor">
                {[from && words.joined(written(from)), to && words.left(written(to))].filter(Boolean).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
