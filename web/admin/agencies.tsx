/** The register of agencies: where each one's letters go, who is above it; entered, corrected, reorganised. */
import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { mayEver } from '../../domain/access/access.ts'
import { written } from '../../domain/days.ts'
import type { Agency } from '../../domain/programme/schema.ts'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { Register } from './register.tsx'
import { adminWords } from './words.ts'

const AgencyForm = lazy(() => import('./agencyForm.tsx').then(({ AgencyForm }) => ({ default: AgencyForm })))
const Reorganise = lazy(() => import('./reorganise.tsx').then(({ Reorganise }) => ({ default: Reorganise })))

type Doing = { readonly edit: string | undefined } | { readonly reorganise: Agency }

const byName = new Intl.Collator('vi')

function textOf({ id, name, shortName = '', mailbox, head }: Agency): string {
  return [id, name, shortName, mailbox, head.position, head.mailbox].join(' ')
}

export function Agencies() {
  const words = useRoomWords(adminWords)
  const { directory, nameOf, today, session } = useOffice()
  const [doing, setDoing] = useState<Doing>()
  const agencies = [...directory.values()].toSorted((a, b) => byName.compare(a.name, b.name))
  const close = () => setDoing(undefined)
  const mayChange = mayEver('agency.change', session.roles)
  const mayReorganise = mayEver('agency.reorganise', session.roles)
  return (
    <>
      <Register
        entries={agencies}
        textOf={textOf}
        beside={
          mayChange ? <Button onClick={() => setDoing({ edit: undefined })}>{words.addAgency}</Button> : undefined
        }
      >
        {(found) => (
          <table className="tasks register" aria-label={words.places.agencies}>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.mailbox}</th>
                <th scope="col">{words.head}</th>
                <th scope="col">{words.superior}</th>
                <th scope="col">
                  <span className="unseen">{words.edit}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.map((agency) => {
                const { id, name, shortName, mailbox, head, superior, to, successors = [] } = agency
                const isOver = to !== undefined && to < today
                return (
                  <tr key={id} className={isOver ? 'over' : undefined}>
                    <td className="what">
                      <Written>
                        {name}
                        {shortName ? ` (${shortName})` : ''}
                      </Written>
                      {to ? <span className="minor">{words.endedOn(written(to))}</span> : undefined}
                      {successors.length > 0 ? (
                        <span className="minor">
                          <Written>{words.successors(successors.map((one) => nameOf(one.agency)).join('; '))}</Written>
                        </span>
                      ) : undefined}
                    </td>
                    <td>{mailbox}</td>
                    <td>
                      <Written>{head.position}</Written>
                      <span className="minor">{head.mailbox}</span>
                    </td>
                    <td>{superior ? <Written>{nameOf(superior)}</Written> : ''}</td>
                    <td className="entryActs">
                      {mayChange ? (
                        <button type="button" className="linklike" onClick={() => setDoing({ edit: id })}>
                          {words.edit}
                          <span className="unseen"> {name}</span>
                        </button>
                      ) : undefined}
                      {isOver || !mayReorganise ? undefined : (
                        <button type="button" className="linklike" onClick={() => setDoing({ reorganise: agency })}>
                          {words.reorganise.act}
                          <span className="unseen"> {name}</span>
                        </button>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </Register>
      {doing ? (
        <Suspense>
          {'edit' in doing ? (
            <AgencyForm id={doing.edit} close={close} />
          ) : (
            <Reorganise agency={doing.reorganise} close={close} />
          )}
        </Suspense>
      ) : undefined}
    </>
  )
}
