/** What the forms of all acts share: the cycle as it was seen, who hears of it, what is said when it is done. */
import type { ReactNode } from 'react'
import type * as z from 'zod/mini'
import { CycleView } from '../../../domain/cycles/cycleView.ts'
import { written } from '../../../domain/days.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { type Facts, type Form, useForm } from '../../act/form.ts'
import { ask, askVersioned, type Versioned } from '../../api/ask.ts'
import { type Office, useOffice } from '../../frame/office.tsx'
import { useSay } from '../../frame/said.tsx'
import { useRoomWords, useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import type { CycleActName } from './acts.ts'
import { toldOf } from './told.ts'
import { cycleActWords } from './words.ts'

/** What every form of an act is given. */
export interface CycleActProps {
  readonly cycle: Versioned<CycleView>
  readonly close: () => void
}

interface CycleFormSpec<Values> extends CycleActProps {
  readonly act: CycleActName
  /** After `cycles/‹id›/`. */
  readonly path: string
  readonly initial: Values
  readonly body: (values: Values) => object | undefined
  readonly fieldAt?: (path: string) => string
  /** Where the answer is not the cycle alone. */
  readonly answer?: z.ZodMiniType
}

export function useCycleForm<Values extends { readonly [field: string]: unknown }>({
  cycle,
  close,
  act,
  path,
  initial,
  body,
  fieldAt,
  answer = CycleView,
}: CycleFormSpec<Values>): Form<Values> {
  const words = useRoomWords(cycleActWords)
  const { cycles } = useWords()
  const office = useOffice()
  const say = useSay()
  const { id } = cycle.value
  return useForm<Values, CycleView, unknown>({
    draft: `${id}/${act}`,
    initial,
    about: {
      seen: cycle,
      reread: () => askVersioned(`cycles/${id}`, CycleView),
      facts: (view) => factsOf(view, words.facts, cycles, office),
    },
    ...(fieldAt ? { fieldAt } : {}),
    send: (values, version) => ask(`cycles/${id}/${path}`, answer, { method: 'POST', body: body(values), version }),
    done() {
      say(words.done[act])
      close()
    },
  })
}

interface ActFormProps<Values> extends CycleActProps {
  readonly act: CycleActName
  readonly form: Form<Values>
  /** Whoever cannot be named yet: those who will be asked. */
  readonly alsoTold?: readonly string[]
  readonly changes?: string
  readonly beside?: ReactNode
  readonly children?: ReactNode
}

export function ActForm<Values>({
  cycle,
  close,
  act,
  form,
  alsoTold = [],
  changes,
  beside,
  children,
}: ActFormProps<Values>) {
  const words = useRoomWords(cycleActWords)
  const office = useOffice()
  return (
    <ActionForm
      form={form}
      action={words.acts[act]}
      told={[...toldOf(act, cycle.value, office).map(office.nameOf), ...alsoTold]}
      changes={changes ?? words.changes[act]}
      cancel={close}
      beside={beside}
    >
      {children}
    </ActionForm>
  )
}

/** What of a cycle is compared when somebody else was first. */
function factsOf(
  cycle: CycleView,
  names: (typeof cycleActWords)['vi']['facts'],
  words: Words['cycles'],
  { nameOf }: Office,
): Facts {
  const { stage, lead, closesOn, gatherUntil, dueOn, draft, document, returned, sent, asked, evaluation } = cycle
  const paper = (one: CycleView['draft']) => one && [one.number, one.title, one.signer].filter(Boolean).join(', ')
  const judged = evaluation?.targets.flatMap(({ target, opinion }) => (opinion ? [`${target}: ${opinion.reason}`] : []))
  const lines: (readonly [string, string | undefined])[] = [
    [names.stage, words.stageName(stage)],
    [names.lead, nameOf(lead)],
    [names.closesOn, written(closesOn)],
    [names.gatherUntil, written(gatherUntil)],
    [names.dueOn, written(dueOn)],
    [names.sent, words.sent(String(sent), String(asked))],
    [names.draft, paper(draft)],
    [names.document, paper(document)],
    [names.returned, returned?.reason],
    [names.judged, judged?.join('; ')],
    [names.recommended, evaluation?.recommendations.map(({ text }) => text).join('; ')],
  ]
  return lines.flatMap(([name, value]) => (value ? [[name, value] as const] : []))
}
