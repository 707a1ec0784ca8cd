/** A register as a list that is searched without accents. */
import { TextInput } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { fold } from '../../domain/search.ts'
import { searchId } from '../frame/keyHelp.tsx'
import { useRoomWords, useWords } from '../words/language.tsx'
import { adminWords } from './words.ts'

interface RegisterProps<Entry> {
  readonly entries: readonly Entry[]
  readonly textOf: (entry: Entry) => string
  /** Beside the search: what can be added. */
  readonly beside?: ReactNode
  readonly children: (found: readonly Entry[]) => ReactNode
}

export function Register<Entry>({ entries, textOf, beside, children }: RegisterProps<Entry>) {
  const words = useRoomWords(adminWords)
  const { number } = useWords()
  const [wanted, setWanted] = useState('')
  const folded = useMemo(() => entries.map((entry) => ({ entry, text: fold(textOf(entry)) })), [entries, textOf])
  const found = folded.filter(({ text }) => text.includes(fold(wanted))).map(({ entry }) => entry)
  return (
    <>
      <div className="filters">
        <TextInput
          id={searchId}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        {beside}
      </div>
      <p role="status">{found.length > 0 ? words.count(number(found.length)) : words.none}</p>
      {children(found)}
    </>
  )
}
