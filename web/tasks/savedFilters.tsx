/** Lưu bộ lọc: choices of a list under a name, kept on this browser for whoever saved them. */
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { listWords } from './listWords.ts'

interface Saved {
  readonly name: string
  readonly query: string
}

export function SavedFilters({ query }: { readonly query: string }) {
  const words = useRoomWords(listWords)
  const { session } = useOffice()
  const place = `dondoc-filters:${session.person}`
  const [saved, setSaved] = useState(() => savedAt(place))
  const [name, setName] = useState('')
  const keep = (next: readonly Saved[]) => {
    localStorage.setItem(place, JSON.stringify(next))
    setSaved(next)
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    const called = name.trim()
    if (called === '') return
    keep([...saved.filter((one) => one.name !== called), { name: called, query }])
    setName('')
  }
  return (
    <details className="savedFilters">
      <summary>{words.savedFilters}</summary>
      <div>
        <ul>
          {saved.map((one) => (
            <li key={one.name}>
              <Link href={`/nhiem-vu?${one.query}`}>
                <Written>{one.name}</Written>
              </Link>
              <button
                type="button"
                className="shut"
                aria-label={words.dropSaved(one.name)}
                onClick={() => keep(saved.filter(({ name }) => name !== one.name))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        {query === '' ? (
          <p className="minor">{words.nothingToSave}</p>
        ) : (
          <form onSubmit={save}>
            <label htmlFor="ten-bo-loc">{words.filterName}</label>
            <input
              id="ten-bo-loc"
              value={name}
              maxLength={60}
              autoComplete="off"
              onChange={({ target }) => setName(target.value)}
            />
            <Button type="submit" variant="default" size="compact-md">
              {words.saveFilter}
            </Button>
          </form>
        )}
      </div>
    </details>
  )
}

function savedAt(place: string): readonly Saved[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isSaved) : []
  } catch {
    return []
  }
}

function isSaved(one: unknown): one is Saved {
  return typeof one === 'object' && one !== null && 'name' in one && 'query' in one
}
