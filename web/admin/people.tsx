/** People: what each is to the product, which positions they hold. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import type { Person } from '../../domain/agencies/person.ts'
import { written } from '../../domain/days.ts'
import { mayDo } from '../act/may.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { peopleQuestion } from './questions.ts'
import { Register } from './register.tsx'
import { adminWords } from './words.ts'

const AccountDialog = lazy(() => import('./account.tsx').then(({ AccountDialog }) => ({ default: AccountDialog })))
const PersonForm = lazy(() => import('./personForm.tsx').then(({ PersonForm }) => ({ default: PersonForm })))

const byName = new Intl.Collator('vi')

function textOf({ id, name, mailbox, positions }: Person): string {
  return [id, name, mailbox, ...positions.map(({ title }) => title)].join(' ')
}

export function People() {
  const words = useRoomWords(adminWords)
  const office = useOffice()
  const { session, today } = office
  const mayReleaseOf = ({ positions, left }: Person) => {
    const held = positions.find(({ from, to }) => from <= today && (to === undefined || today <= to))
    const last = left ? positions.at(-1) : undefined
    return mayDo('person.release', { lead: (held ?? last)?.agency }, office) === 'yes'
  }
  const [doing, setDoing] = useState<{ readonly id: string | undefined }>()
  const [keeping, setKeeping] = useState<Person>()
  const mayChange = mayEver('person.change', session.roles)
  const mayKeep = mayEver('account.change', session.roles)
  return (
    <Asked answer={useQuery(peopleQuestion)}>
      {(people) => (
        <>
          <Register
            entries={people.toSorted((a, b) => byName.compare(a.name, b.name))}
            textOf={textOf}
            beside={
              mayChange ? <Button onClick={() => setDoing({ id: undefined })}>{words.addPerson}</Button> : undefined
            }
          >
            {(found) => (
              <table className="tasks register" aria-label={words.places.people}>
                <thead>
                  <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.roles}</th>
                    <th scope="col">{words.positions}</th>
                    <th scope="col">{words.mailbox}</th>
                    <th scope="col">
                      <span className="unseen">{words.edit}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {found.map((person) => (
                    <Row
                      key={person.id}
                      person={person}
                      edit={mayChange ? () => setDoing({ id: person.id }) : undefined}
                      mayRelease={mayReleaseOf(person)}
                      keep={mayKeep ? () => setKeeping(person) : undefined}
                    />
                  ))}
                </tbody>
              </table>
            )}
          </Register>
          {keeping ? (
            <Suspense>
              <AccountDialog person={keeping} close={() => setKeeping(undefined)} />
            </Suspense>
          ) : undefined}
          {doing ? (
            <Suspense>
              <PersonForm id={doing.id} taken={people.map(({ id }) => id)} close={() => setDoing(undefined)} />
            </Suspense>
          ) : undefined}
        </>
      )}
    </Asked>
  )
}

interface RowProps {
  readonly person: Person
  readonly edit: (() => void) | undefined
  readonly keep: (() => void) | undefined
  readonly mayRelease: boolean
}

function Row({ person, edit, keep, mayRelease }: RowProps) {
  const words = useRoomWords(adminWords)
  const { number } = useWords()
  const { nameOf } = useOffice()
  const { name, roles, positions, mailbox } = person
  return (
    <tr>
      <td className="what">
        <Written>{name}</Written>
      </td>
      <td>{roles.length > 0 ? roles.map((role) => words.role[role]).join(', ') : words.noRoles}</td>
      <td>
        {positions.map(({ agency, title, from, to, delegations = [] }) => (
          <span key={`${agency} ${title} ${from}`} className={to ? 'minor' : 'held'}>
            <Written>
              {title}, {nameOf(agency)}
            </Written>
            {to ? `, ${words.left(written(to))}` : ''}
            {delegations.length > 0 ? `, ${words.delegations(number(delegations.length))}` : ''}
          </span>
        ))}
      </td>
      <td>{mailbox}</td>
      <td className="entryActs">
        {edit ? (
          <button type="button" className="linklike" onClick={edit}>
            {words.edit}
            <span className="unseen"> {name}</span>
          </button>
        ) : undefined}
        {keep ? (
          <button type="button" className="linklike" onClick={keep}>
            {words.account}
            <span className="unseen"> {name}</span>
          </button>
        ) : undefined}
        {mayRelease ? (
          <Link href={`/thoi-dam-nhiem/${person.id}`}>
            {person.left ? words.handOver : words.release}
            <span className="unseen"> {name}</span>
          </Link>
        ) : undefined}
      </td>
    </tr>
  )
}
