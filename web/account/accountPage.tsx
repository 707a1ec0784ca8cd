/** One's own account: what one is here, the sessions that are open and ending them, another password. */
import { Button } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { SessionLine } from '../../domain/access/sessionView.ts'
import { listOf } from '../../domain/listView.ts'
import { ask } from '../api/ask.ts'
import { choicesQuestion } from '../api/questions.ts'
import { Asked, Trouble } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { browserName } from './browserName.ts'
import { OwnPeople } from './ownPeople.tsx'
import { PasswordForm } from './passwordForm.tsx'
import { accountWords } from './words.ts'

const sessionsQuestion = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await ask('sessions', listOf(SessionLine))).items,
  staleTime: 0,
})

export function AccountPage() {
  const words = useRoomWords(accountWords)
  const { session, nameOf } = useOffice()
  const { data: choices } = useQuery(choicesQuestion)
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p>
        <strong>
          <Written>{session.name}</Written>
        </strong>
      </p>
      <h2>{words.positions}</h2>
      <ul>
        {session.capacities.map(({ agency, title, onBehalfOf }) => (
          <li key={`${agency} ${title} ${onBehalfOf}`}>
            <Written>
              {title}, {nameOf(agency)}
            </Written>
            {onBehalfOf === undefined ? '' : ` (${words.acting(onBehalfOf)})`}
          </li>
        ))}
      </ul>
      <Sessions />
      <OwnPeople />
      {choices?.ways.includes('password') ? <PasswordForm /> : undefined}
    </>
  )
}

function Sessions() {
  const words = useRoomWords(accountWords)
  const client = useQueryClient()
  const say = useSay()
  const end = useMutation({
    mutationFn: (path: string) => ask(path, z.undefined(), { method: 'DELETE' }),
    async onSuccess() {
      say(words.ended)
      await client.invalidateQueries({ queryKey: sessionsQuestion.queryKey })
    },
  })
  return (
    <section>
      <h2>{words.sessions}</h2>
      <p className="minor">{words.sessionsHint}</p>
      <Asked answer={useQuery(sessionsQuestion)}>
        {(sessions) => (
          <>
            <table className="tasks register">
              <thead>
                <tr>
                  <th scope="col">{words.begun}</th>
                  <th scope="col">{words.from}</th>
                  <th scope="col">{words.browser}</th>
                  <th scope="col">{words.ends}</th>
                  <th scope="col">
                    <span className="unseen">{words.end}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {sessions.map(({ id, begunAt, endsAt, from, browser, here }) => (
                  <tr key={id}>
                    <td>
                      {momentOf(begunAt)} {here ? <strong>({words.here})</strong> : undefined}
                    </td>
                    <td>{from}</td>
                    <td>{browser === undefined ? '' : browserName(browser, words.browserOn)}</td>
                    <td>{momentOf(endsAt)}</td>
                    <td className="entryActs">
                      {here ? undefined : (
                        <button type="button" className="linklike" onClick={() => end.mutate(`sessions/${id}`)}>
                          {words.end}
                          <span className="unseen"> {momentOf(begunAt)}</span>
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {sessions.length > 1 ? (
              <p>
                <Button variant="default" loading={end.isPending} onClick={() => end.mutate('sessions')}>
                  {words.endOthers}
                </Button>
              </p>
            ) : undefined}
          </>
        )}
      </Asked>
      {end.error ? (
        <p className="wrong" role="alert">
          <Trouble error={end.error} />
        </p>
      ) : undefined}
    </section>
  )
}

/** Sessions are of real time, and so is the clock on the wall of whoever reads. */
function momentOf(instant: string): string {
  return new Date(instant).toLocaleString('vi-VN', { dateStyle: 'short', timeStyle: 'short' })
}
