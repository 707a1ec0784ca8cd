/** The people of an agency, for whoever heads it: who holds what, and letting somebody go. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { mayDo } from '../act/may.ts'
import { agencyPeopleQuestion } from '../admin/questions.ts'
import { releaseWords } from '../admin/releaseWords.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, Written } from '../words/language.tsx'

export function OwnPeople() {
  const office = useOffice()
  const agencies = new Set(office.session.capacities.map(({ agency }) => agency))
  const headed = [...agencies].filter((agency) => mayDo('person.release', { lead: agency }, office) === 'yes')
  return headed.map((agency) => <PeopleOf key={agency} agency={agency} />)
}

function PeopleOf({ agency }: { readonly agency: string }) {
  const words = useRoomWords(releaseWords)
  const { nameOf, session } = useOffice()
  return (
    <section>
      <h2>
        <Written>{words.ownPeople(nameOf(agency))}</Written>
      </h2>
      <Asked answer={useQuery(agencyPeopleQuestion(agency))}>
        {(holders) => (
          <ul>
            {holders.map(({ person, name, title, onBehalfOf }) => (
              <li key={`${person} ${title} ${onBehalfOf}`}>
                <Written>
                  {name}, {title}
                </Written>{' '}
                {person === session.person || onBehalfOf !== undefined ? undefined : (
                  <Link href={`/thoi-dam-nhiem/${person}`}>
                    {words.act}
                    <span className="unseen"> {name}</span>
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </section>
  )
}
