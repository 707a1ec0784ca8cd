/** Choosing one of the demo's people, by one click. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Role } from '../../domain/access/roles.ts'
import { SessionBegun, type SignInChoices } from '../../domain/access/sessionView.ts'
import { ask } from '../api/ask.ts'
import { choicesQuestion } from '../api/questions.ts'
import { Trouble } from '../frame/asked.tsx'
import { LanguageSwitch } from '../frame/frame.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useWords, Written } from '../words/language.tsx'

export function SignInPage({ choices: { ways, people } }: { readonly choices: SignInChoices }) {
  const words = useWords()
  const client = useQueryClient()
  const enter = useMutation({
    mutationFn: (person: string) => ask('session', SessionBegun, { method: 'POST', body: { person } }),
    onSuccess: () => {
      // What the last person saw is nobody else's.
      client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== choicesQuestion.queryKey[0] })
      return client.refetchQueries({ queryKey: choicesQuestion.queryKey })
    },
  })
  return (
    <div className="signIn">
      <header>
        <p className="brand">{words.product}</p>
        <LanguageSwitch />
      </header>
      <main>
        <p className="tagline">{words.tagline}</p>
        <PageTitle>{words.signIn.title}</PageTitle>
        {ways.includes('person') ? <p className="note">{words.signIn.demo}</p> : <p>{words.signIn.noPeople}</p>}
        {ways.includes('person') && people.length === 0 ? <p>{words.signIn.nobody}</p> : undefined}
        <ul className="people">
          {people.toSorted(byPlace).map(({ person, name, roles }) => (
            <li key={person}>
              <button type="button" disabled={enter.isPending} onClick={() => enter.mutate(person)}>
                <strong>
                  <Written>{name}</Written>
                </strong>
                <span>{roles.length > 0 ? words.signIn.what[mainRole(roles)] : ''}</span>
              </button>
            </li>
          ))}
        </ul>
        {enter.error ? (
          <p role="alert">
            <Trouble error={enter.error} />
          </p>
        ) : undefined}
      </main>
    </div>
  )
}

/** Those who run the programme first, then those who do its work, then those who look on. */
const order: readonly Role[] = ['secretariat', 'department', 'leader', 'evaluator', 'administrator']

function mainRole(roles: readonly Role[]): Role {
  return order.find((role) => roles.includes(role)) ?? 'department'
}

type Choice = SignInChoices['people'][number]

function byPlace(a: Choice, b: Choice): number {
  return order.indexOf(mainRole(a.roles)) - order.indexOf(mainRole(b.roles)) || byName.compare(a.name, b.name)
}

const byName = new Intl.Collator('vi')
