/** Which language the pages speak: Vietnamese unless somebody chose English on this browser. */
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { en } from './en.ts'
import { vi } from './vi.ts'
import type { Language, Words } from './words.ts'

interface Spoken {
  readonly language: Language
  readonly words: Words
  speak(language: Language): void
}

const Speech = createContext<Spoken>({ language: 'vi', words: vi, speak: () => {} })
const keptAs = 'dondoc-language'

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, speak] = useState<Language>(() => (localStorage.getItem(keptAs) === 'en' ? 'en' : 'vi'))
  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem(keptAs, language)
  }, [language])
  return <Speech value={{ language, words: language === 'en' ? en : vi, speak }}>{children}</Speech>
}

export function useLanguage(): Spoken {
  return use(Speech)
}

export function useWords(): Words {
  return use(Speech).words
}

/** The words of a room that is loaded when somebody opens it, and stands in a file of its own for that reason. */
export function useRoomWords<Own>(room: { readonly vi: Own; readonly en: Own }): Own {
  return room[use(Speech).language]
}

/** What the office wrote stays in its language, and says so to whoever reads aloud. */
export function Written({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage()
  return language === 'vi' ? children : <span lang="vi">{children}</span>
}
