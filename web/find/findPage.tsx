/** Tìm kiếm: whatever is found under some words, in every programme, by its kind. What was looked for stands in the address. */
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { listOf } from '../../domain/listView.ts'
import { FoundView } from '../../domain/searchView.ts'
import { ask } from '../api/ask.ts'
import { Asked } from '../frame/asked.tsx'
import { searchId } from '../frame/keyHelp.tsx'
import { type Numbered, useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import './find.css'
import { findWords } from './words.ts'

const parameter = 'tim'

export function FindPage() {
  const words = useRoomWords(findWords)
  const { programmes } = useOffice()
  const [params, setParams] = useSearchParams()
  const wanted = params.get(parameter) ?? ''
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p className="sub">{words.note}</p>
      {/* Another address, by the way back, shows its own words. */}
      <form
        key={wanted}
        className="filters find"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = new FormData(event.currentTarget).get(parameter)
          const text = typeof typed === 'string' ? typed.trim() : ''
          setParams(text ? { [parameter]: text } : {})
        }}
      >
        <TextInput
          id={searchId}
          type="search"
          name={parameter}
          aria-label={words.label}
          placeholder={words.label}
          defaultValue={wanted}
          maxLength={mostTyped}
        />
        <Button type="submit">{words.find}</Button>
      </form>
      {wanted ? <Found wanted={wanted} programmes={programmes} /> : undefined}
    </>
  )
}

/** As the API takes and answers. */
const mostTyped = 200
const mostFound = 50

interface FoundThing extends FoundView {
  readonly programme: Numbered
}

function Found({ wanted, programmes }: { readonly wanted: string; readonly programmes: readonly Numbered[] }) {
  const words = useRoomWords(findWords)
  const { number } = useWords()
  const answer = useQuery({
    queryKey: ['found', wanted, programmes.map(({ id }) => id)],
    queryFn: async () => {
      const lists = programmes.map(async (programme): Promise<readonly FoundThing[]> => {
        const query = { words: wanted }
        const { items } = await ask(`programmes/${programme.id}/search`, listOf(FoundView), { query })
        return items.map((one) => ({ ...one, programme }))
      })
      return Promise.all(lists)
    },
  })
  return (
    <Asked answer={answer}>
      {(lists) => {
        const found = onceEach(lists.flat())
        return (
          <>
            <p role="status">{found.length > 0 ? words.found(number(found.length)) : words.none(wanted)}</p>
            {lists.some(({ length }) => length >= mostFound) ? (
              <p className="minor">{words.most(number(mostFound))}</p>
            ) : undefined}
            {kinds.map((kind) => (
              <Kind key={kind} kind={kind} found={found.filter((one) => one.kind === kind)} />
            ))}
          </>
        )
      }}
    </Asked>
  )
}

/** An agency is found in every programme that it works in. */
function onceEach(found: readonly FoundThing[]): readonly FoundThing[] {
  const agencies = new Set<string>()
  return found.filter(({ kind, id }) => {
    if (kind !== 'agency') return true
    const isNew = !agencies.has(id)
    agencies.add(id)
    return isNew
  })
}

const kinds = ['assignment', 'clause', 'evidence', 'agency'] as const

function Kind({ kind, found }: { readonly kind: FoundView['kind']; readonly found: readonly FoundThing[] }) {
  const words = useRoomWords(findWords)
  const { number, clause } = useWords()
  const { programmes } = useOffice()
  if (found.length === 0) return undefined
  return (
    <section aria-labelledby={`tim-${kind}`}>
      <h2 id={`tim-${kind}`}>
        {words.kinds[kind]} <span className="amount">{number(found.length)}</span>
      </h2>
      <ul className="found">
        {found.map((one) => (
          <li key={`${one.programme.id} ${one.id}`}>
            <Link href={placeOf(one)}>
              <Written>{one.title}</Written>
            </Link>
            {kind === 'clause' ? <span className="minor">{clause(one.id)}</span> : undefined}
            {kind !== 'agency' && programmes.length > 1 ? (
              <span className="minor">{one.programme.number}</span>
            ) : undefined}
          </li>
        ))}
      </ul>
    </section>
  )
}

function placeOf({ kind, id, title, programme }: FoundThing): string {
  switch (kind) {
    case 'assignment':
      // All its occurrences: recurring work has one each period.
      return `/nhiem-vu?${new URLSearchParams({ tim: title, ct: programme.id })}`
    case 'clause':
      return `/van-ban/${programme.id}?${new URLSearchParams({ y: id })}`
    case 'agency':
      return `/nhiem-vu?${new URLSearchParams({ coquan: id })}`
    case 'evidence':
      // The task, and which of its papers.
      return `/nhiem-vu/${id.split('#')[0]}`
    default:
      return kind satisfies never
  }
}
