/**
 * One form: its values (kept as a draft while they are typed), what is wrong with them, sending them on condition of
 * the version that was seen, and what stands when somebody else was first. How it looks is actionForm's.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Refused, type Versioned } from '../api/ask.ts'
import { choicesQuestion } from '../api/questions.ts'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords } from '../words/language.tsx'
import { asDoer } from './doer.ts'
import { type Draft, type DraftPlace, draftHere, draftOnServer, dropDraft, keepDraft } from './drafts.ts'
import { actWords } from './words.ts'

/** What a thing shows of itself, for two versions to be compared: name and value. */
export type Facts = readonly (readonly [name: string, value: string])[]

/** The thing that the form changes, as it stood when somebody opened the form. */
export interface Subject<View> {
  readonly seen: Versioned<View>
  reread(): Promise<Versioned<View>>
  facts(view: View): Facts
}

export interface FormSpec<Values, View, Answer> {
  /** The draft's name: what is done to what, `task-1/submit`. */
  readonly draft: string
  readonly initial: Values
  /** Without one, nothing is expected of what stands. */
  readonly about?: Subject<View>
  send(values: Values, version: number | undefined): Promise<Answer>
  done(answer: Answer): void
  /** Which field a place of the request belongs to, where it is not called so: `change.dueOn`. */
  readonly fieldAt?: (path: string) => string
}

export interface Field<Value> {
  readonly id: string
  readonly value: Value
  readonly wrong: string | undefined
  set(value: Value): void
  /** What is asked of the value before anything is sent: a sentence, or nothing. */
  checkedBy(check: ((value: Value) => string | undefined) | undefined): void
  /** A field of its own for one part of a value of several. */
  part<Name extends keyof Value & (string | number)>(name: Name): Field<Value[Name]>
}

export interface Form<Values> {
  field<Name extends keyof Values & string>(name: Name): Field<Values[Name]>
  readonly values: Values
  readonly isSending: boolean
  /** What is wrong, the field it is at if it is at one. */
  readonly wrong: readonly { readonly field: string | undefined; readonly sentence: string }[]
  /** The API's refusal or a lost line, where no field is to blame. */
  readonly trouble: Error | undefined
  /** What changed since the form was opened. */
  readonly conflict: readonly Difference[] | undefined
  /** Grows with each attempt that failed: the summary then takes the focus. */
  readonly failures: number
  /** Who uses an account of several people, as they say; absent of an account of one. */
  readonly doer: Field<string> | undefined
  /** When the draft that was found was typed. */
  readonly draftOf: number | undefined
  forgetDraft(): void
  submit(): void
}

export interface Difference {
  readonly name: string
  readonly was: string | undefined
  readonly is: string | undefined
}

export function useForm<Values extends { readonly [field: string]: unknown }, View = never, Answer = unknown>(
  spec: FormSpec<Values, View, Answer>,
): Form<Values> {
  const { session } = useOffice()
  const words = useRoomWords(actWords)
  const client = useQueryClient()
  const id = useId()
  const place: DraftPlace = { person: session.person, form: asAddress(spec.draft) }
  const [found, setFound] = useState(() => draftHere(place))
  const [values, setValues] = useState<Values>(() => restored(spec.initial, found?.values))
  // What is set later than it was begun (a file that was on its way) is set in what stands by then.
  const latest = useRef(values)
  const replace = (next: Values) => {
    latest.current = next
    setValues(next)
  }
  const [seen, setSeen] = useState(spec.about?.seen)
  // Asked anew in each form, and kept in no draft: the next at this account is somebody else.
  const [doer, setDoer] = useState('')
  const [state, setState] = useState<Outcome>(untried)
  // Whether anything was typed here, or found: only then is there something to drop.
  const isKept = useRef(found !== undefined)
  const isTouched = useRef(false)
  useFoundElsewhere(place, (draft) => {
    if (isTouched.current || (found && found.savedAt >= draft.savedAt)) return
    isKept.current = true
    setFound(draft)
    replace(restored(spec.initial, draft.values))
  })
  const checks = useRef(new Map<string, () => string | undefined>())

  const fail = (outcome: Partial<Outcome>) =>
    setState(({ failures }) => ({ ...untried, ...outcome, failures: failures + 1 }))

  function drop(): void {
    if (isKept.current) dropDraft(place).catch(() => {})
    isKept.current = false
  }

  async function attempt(version: number | undefined): Promise<void> {
    try {
      const answer = await asDoer(session.shared ? doer.trim() : undefined, () => spec.send(values, version))
      drop()
      setState(untried)
      refreshAll(client)
      spec.done(answer)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      if (!(error instanceof Refused)) return fail({ trouble: error })
      // The session has ended: whoever signs in again finds the draft where it was.
      if (error.code === 'not-signed-in') await client.invalidateQueries({ queryKey: choicesQuestion.queryKey })
      if (error.code === 'changed-meanwhile' && spec.about && seen) return settle(spec.about, seen)
      const wrong = error.errors.map(({ path, sentence }) => ({
        field: nearestField(spec.fieldAt?.(path) ?? path, [...checks.current.keys()]),
        sentence,
      }))
      fail(wrong.length > 0 ? { wrong } : { trouble: error })
    }
  }

  /** Somebody was first. What they changed may be nothing that is seen here: then the same is sent on what stands now. */
  async function settle(about: Subject<View>, before: Versioned<View>): Promise<void> {
    const now = await about.reread()
    setSeen(now)
    const conflict = differences(about.facts(before.value), about.facts(now.value))
    if (conflict.length > 0) fail({ conflict })
    else await attempt(now.version)
  }

  /** Its own place in the form: `document`, `document.number`, `evidence.0.files`. */
  function fieldAt<Value>(key: string, value: Value, change: (to: (before: Value) => Value) => void): Field<Value> {
    return {
      id: `${id}${key}`,
      value,
      wrong: state.wrong.find((one) => one.field === key)?.sentence,
      set(next) {
        change(() => next)
        if (state.wrong.some((one) => one.field === key)) {
          setState({ ...state, wrong: state.wrong.filter((one) => one.field !== key) })
        }
      },
      checkedBy(check) {
        if (check) checks.current.set(key, () => check(value))
        else checks.current.delete(key)
      },
      part: (name) =>
        fieldAt(`${key}.${name}`, value[name], (to) => change((before) => withPart(before, name, to(before[name])))),
    }
  }

  return {
    values,
    doer: session.shared ? fieldAt(doerName, doer, (to) => setDoer(to)) : undefined,
    field: (name) =>
      fieldAt(name, values[name], (to) => {
        const next = { ...latest.current, [name]: to(latest.current[name]) }
        replace(next)
        isTouched.current = true
        isKept.current = true
        keepDraft(place, next)
      }),
    isSending: state.isSending,
    wrong: state.wrong.map(({ field, sentence }) => ({
      field: field === undefined ? undefined : `${id}${field}`,
      sentence,
    })),
    trouble: state.trouble,
    conflict: state.conflict,
    failures: state.failures,
    draftOf: found?.savedAt,
    forgetDraft() {
      drop()
      setFound(undefined)
      replace(spec.initial)
    },
    submit() {
      if (state.isSending) return
      const wrong = [...checks.current].flatMap(([field, check]) => {
        const sentence = check()
        return sentence === undefined ? [] : [{ field, sentence }]
      })
      if (wrong.length > 0) return fail({ wrong })
      setState({ ...state, isSending: true })
      attempt(seen?.version).catch((error: unknown) =>
        fail({ trouble: error instanceof Error ? error : new Error(words.notSent) }),
      )
    },
  }
}

/** No field of any form is called so. */
const doerName = 'dondoc-doer'

/** A draft's name stands in an address of the API. */
function asAddress(name: string): string {
  return name.replace(/[^0-9A-Za-z._-]+/g, '.').slice(0, 160)
}

/** A draft that was typed on another machine arrives after the form has opened. */
function useFoundElsewhere(place: DraftPlace, take: (draft: Draft) => void): void {
  const taken = useRef(take)
  taken.current = take
  const { form } = place
  useEffect(() => {
    let isGone = false
    draftOnServer(form)
      .then((draft) => {
        if (draft && !isGone) taken.current(draft)
      })
      .catch(() => {})
    return () => {
      isGone = true
    }
  }, [form])
}

interface Outcome {
  readonly isSending: boolean
  readonly wrong: readonly { readonly field: string | undefined; readonly sentence: string }[]
  readonly trouble: Error | undefined
  readonly conflict: readonly Difference[] | undefined
  readonly failures: number
}

const untried: Outcome = { isSending: false, wrong: [], trouble: undefined, conflict: undefined, failures: 0 }

/** What a draft of the same form holds; one of an older form keeps what is still asked. */
function restored<Values extends { readonly [field: string]: unknown }>(
  initial: Values,
  draft: { readonly [field: string]: unknown } | undefined,
): Values {
  const kept = Object.keys(initial).filter((field) => typeof draft?.[field] === typeof initial[field])
  // Each kept value has the type of the initial one.
  return { ...initial, ...(Object.fromEntries(kept.map((field) => [field, draft?.[field]])) as Partial<Values>) }
}

/** A value is a record or a list of parts. */
function withPart<Value, Name extends keyof Value>(value: Value, name: Name, next: Value[Name]): Value {
  // A list with one entry replaced is a list of the same.
  if (Array.isArray(value)) return value.with(Number(name), next) as Value
  return { ...value, [name]: next }
}

/** The field that is shown for a place of the request: the place itself, or what it is a part of. */
function nearestField(path: string, shown: readonly string[]): string | undefined {
  for (let place = path; place !== ''; place = place.slice(0, Math.max(place.lastIndexOf('.'), 0))) {
    if (shown.includes(place)) return place
  }
  return undefined
}

function differences(before: Facts, now: Facts): readonly Difference[] {
  const [was, is] = [new Map(before), new Map(now)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ name, was: was.get(name), is: is.get(name) }))
    .filter((one) => one.was !== one.is)
}

/** After a change nothing that was listed or counted is taken for true any more; who is who and what day it is, is. */
function refreshAll(client: ReturnType<typeof useQueryClient>): void {
  const kept = new Set<unknown>(['session', 'clock', 'calendar', 'letter'])
  client.invalidateQueries({ predicate: ({ queryKey: [name] }) => !kept.has(name) }).catch(() => {})
}

/** A field that is shown is checked; one that is not shown any more is not. */
export function useCheck<Value>(field: Field<Value>, check: (value: Value) => string | undefined): void {
  const { checkedBy } = field
  useLayoutEffect(() => {
    checkedBy(check)
    return () => checkedBy(undefined)
  })
}
