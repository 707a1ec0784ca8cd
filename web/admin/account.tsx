/** The account of one person: a first password, shown once, and ending their sessions. */
import { Button } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { AccountView, FirstPasswordView } from '../../domain/accounts/accountView.ts'
import type { Person } from '../../domain/agencies/person.ts'
import { Dialog } from '../act/dialog.tsx'
import { ask } from '../api/ask.ts'
import { Asked, Trouble } from '../frame/asked.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { accountActWords } from './accountWords.ts'

const accountQuestion = (person: string) =>
  queryOptions({
    queryKey: ['account', person],
    queryFn: () => ask(`people/${person}/account`, AccountView),
    staleTime: 0,
  })

export function AccountDialog({
  person: { id, name },
  close,
}: {
  readonly person: Person
  readonly close: () => void
}) {
  const words = useRoomWords(accountActWords)
  return (
    <Dialog title={words.title} about={<Written>{name}</Written>} close={close}>
      <Acts id={id} />
    </Dialog>
  )
}

function Acts({ id }: { readonly id: string }) {
  const words = useRoomWords(accountActWords)
  const client = useQueryClient()
  const say = useSay()
  const { queryKey } = accountQuestion(id)
  const [given, setGiven] = useState<FirstPasswordView>()
  const give = useMutation({
    mutationFn: () => ask(`people/${id}/first-password`, FirstPasswordView, { method: 'POST' }),
    async onSuccess(first) {
      setGiven(first)
      await client.invalidateQueries({ queryKey })
    },
  })
  const end = useMutation({
    mutationFn: () => ask(`people/${id}/sessions`, z.undefined(), { method: 'DELETE' }),
    async onSuccess() {
      say(words.ended)
      await client.invalidateQueries({ queryKey })
    },
  })
  const error = give.error ?? end.error
  return (
    <div className="actForm">
      <Asked answer={useQuery(accountQuestion(id))}>
        {({ here, passwordSetAt, firstUntil, sessions }) => (
          <>
            <ul>
              <li>{here ? (passwordSetAt ? words.set(momentOf(passwordSetAt)) : words.unset) : words.elsewhere}</li>
              {firstUntil ? <li>{words.firstUntil(momentOf(firstUntil))}</li> : undefined}
              <li>{words.sessions(sessions)}</li>
            </ul>
            {given ? (
              <section role="status">
                <p>{words.given(given.name, momentOf(given.expiresAt))}</p>
                <p>
                  <output className="firstPassword">{given.password}</output>
                </p>
              </section>
            ) : undefined}
            {here ? <p className="minor">{words.giveHint}</p> : undefined}
            <p className="buttons">
              {here ? (
                <Button loading={give.isPending} onClick={() => give.mutate()}>
                  {passwordSetAt || firstUntil ? words.giveAgain : words.give}
                </Button>
              ) : undefined}
              <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
                {words.end}
              </Button>
            </p>
          </>
        )}
      </Asked>
      {error ? (
        <p className="wrong" role="alert">
          <Trouble error={error} />
        </p>
      ) : undefined}
    </div>
  )
}

/** Of real time, as is the clock on the wall of whoever reads. */
function momentOf(instant: string): string {
  return new Date(instant).toLocaleString('vi-VN', { dateStyle: 'short', timeStyle: 'short' })
}
