/** Signing in: one of a demo's people by one click, with an office's own account, or at an issuer elsewhere. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Role } from '../../domain/access/roles.ts'
import { SessionBegun, type SignInChoices } from '../../domain/access/sessionView.ts'
import { forgetOthersDrafts } from '../act/drafts.ts'
import { ask } from '../api/ask.ts'
import { choicesQuestion } from '../api/questions.ts'
import { Trouble } from '../frame/asked.tsx'
import { LanguageSwitch } from '../frame/frame.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useWords, Written } from '../words/language.tsx'
import type { IssuerProof } from './issuer.ts'
import { IssuerSignIn } from './issuerSignIn.tsx'
import { type PasswordProof, PasswordSignIn } from './passwordSignIn.tsx'

export function SignInPage({ choices: { ways, people, issuer } }: { readonly choices: SignInChoices }) {
  const words = useWords()
  const enter = useEntering()
  const byPerson = ways.includes('person')
  return (
    <div className="signIn">
      <header>
        <p className="brand">{words.product}</p>
        <LanguageSwitch />
      </header>
      <main>
        <p className="tagline">{words.tagline}</p>
        <PageTitle>{byPerson ? words.signIn.title : words.signIn.enter}</PageTitle>
        {byPerson ? <People people={people} enter={enter} /> : undefined}
        {ways.includes('password') ? (
          <PasswordSignIn enter={enter.mutate} entering={enter.isPending} error={enter.error} />
        ) : undefined}
        {ways.includes('issuer') ? (
          <IssuerSignIn door={issuer} entering={enter.isPending} enter={enter.mutate} />
        ) : undefined}
        {ways.length === 0 ? <p>{words.signIn.noWay}</p> : undefined}
        {enter.error ? (
          <p className="wrong" role="alert">
            <Trouble error={enter.error} />
          </p>
        ) : undefined}
      </main>
    </div>
  )
}

type Proof = { readonly person: string } | PasswordProof | IssuerProof
type Entering = UseMutationResult<SessionBegun, Error, Proof>

function useEntering(): Entering {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Proof) => ask('session', SessionBegun, { method: 'POST', body }),
    onSuccess: ({ person }) => {
      // A PC that several share keeps what whoever is there now has typed, and nothing of the one before.
      forgetOthersDrafts(person)
      // What the last person saw is nobody else's.
      client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== choicesQuestion.queryKey[0] })
      return client.refetchQueries({ queryKey: choicesQuestion.queryKey })
    },
  })
}

function People({ people, enter }: { readonly people: SignInChoices['people']; readonly enter: Entering }) {
  const { signIn } = useWords()
  return (
    <>
      <p className="note">{signIn.demo}</p>
      {people.length === 0 ? <p>{signIn.nobody}</p> : undefined}
      <ul className="people">
        {people.toSorted(byPlace).map(({ person, name, roles }) => (
          <li key={person}>
            <button type="button" disabled={enter.isPending} onClick={() => enter.mutate({ person })}>
              <strong>
                <Written>{name}</Written>
              </strong>
              <span>{roles.length > 0 ? signIn.what[mainRole(roles)] : ''}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Those who run the programme first, then those who do its work, then those who look on. */
const order: readonly Role[] = [
  'secretariatHead',
  'secretariat',
  'departmentHead',
  'department',
  'leader',
  'evaluator',
  'inspection',
  'administrator',
]

function mainRole(roles: readonly Role[]): Role {
  return order.find((role) => roles.includes(role)) ?? 'department'
}

type Choice = SignInChoices['people'][number]

function byPlace(a: Choice, b: Choice): number {
  return order.indexOf(mainRole(a.roles)) - order.indexOf(mainRole(b.roles)) || byName.compare(a.name, b.name)
}

const byName = new Intl.Collator('vi')
