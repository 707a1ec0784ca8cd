/**
 * What a password of one's own may be: long rather than complicated, nothing that is tried first, nothing of whoever has
 * it. Source: NIST SP 800-63B, 3.1.1.2 (length, a list of what is commonly used, no rules of composition, any character).
 */
import type { Refusal } from '../refusals.ts'
import { fold } from '../search.ts'
import { commonWords } from './commonWords.ts'
import { leastCharacters, mostCharacters } from './length.ts'

/** One form for what looks the same: two machines of one office compose Vietnamese letters differently. */
export function normalised(password: string): string {
  return password.normalize('NFKC')
}

/** Why somebody may not take it; undefined where they may. `before`: the one that it replaces, where that is known. */
export function passwordProblem(
  password: string,
  { name, mailbox, id }: { readonly name: string; readonly mailbox: string; readonly id: string },
  before?: string,
): Refusal | undefined {
  const characters = [...normalised(password)].length
  if (characters < leastCharacters) return { code: 'password-too-short', least: leastCharacters, found: characters }
  if (before !== undefined && normalised(before) === normalised(password)) return { code: 'password-unchanged' }
  const bare = bareOf(password)
  const own = [name, id, mailbox, mailbox.split('@')[0] ?? ''].map(bareOf).filter(({ length }) => length > 2)
  if (isMadeOf(bare, own)) return { code: 'password-personal' }
  return isGuessed(normalised(password), bare) ? { code: 'password-common' } : undefined
}

/** Tried first by whoever guesses: one sign again and again, a row of keys or figures, words that many take. */
function isGuessed(password: string, bare: string): boolean {
  const isRow = bare !== '' && rows.some((row) => row.includes(bare))
  const meant = bareOf([...password].map((sign) => meantBy[sign] ?? sign).join(''))
  return new Set(password.toLowerCase()).size < 5 || isRow || [bare, meant].some((text) => isMadeOf(text, commonWords))
}

/** Signs that are written for letters. */
const meantBy: { readonly [sign: string]: string } = { '@': 'a', $: 's', '0': 'o', '1': 'i', '3': 'e', '!': 'i' }

/** As it is said aloud: without accents, capitals and what stands between words. */
function bareOf(text: string): string {
  return fold(normalised(text)).replace(/[^0-9a-z]/g, '')
}

/** Whether hardly anything is left of it without such words: some figures about them make no other password. */
function isMadeOf(bare: string, words: readonly string[]): boolean {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  const left = longestFirst.reduce((text, word) => text.replaceAll(word, ' '), bare)
  if (left === bare) return false
  return left.replace(/[\d ]/g, '').length < leastLeft
}

/** Letters that are left: fewer are an ending. */
const leastLeft = 4

/** Each long enough to find any part of it of a password's length, forwards, backwards, and again from the start. */
const rows = [
  '1234567890',
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
]
  .map((row) => row.repeat(40).slice(0, 2 * mostCharacters))
  .flatMap((row) => [row, [...row].reverse().join('')])
