/**
 * Which clauses of a programme a row of an annex speaks of, by their numbers and by their words. Where the two do not
 * agree, or the words fit more than one, the row is a question with those that it may mean.
 */
import { fold } from '../search.ts'
import { placesNamed } from './places.ts'

/** What can be given: an assignment with its place and its words, of the programme's file and of its document. */
export interface Givable {
  readonly assignment: string
  readonly clause: string
  readonly title: string
  readonly words?: string
}

export type Match =
  | { readonly found: readonly string[]; readonly by: 'number' | 'words' }
  /** The likeliest first; none where nothing is like it. `unknown`: places that it names and the programme has not. */
  | { readonly may: readonly string[]; readonly unknown: readonly string[] }

export type ClauseMatcher = (row: { readonly place: string; readonly what: string }) => Match

/** Of its own words, weighed by how seldom they are, so many are the clause's: it is that clause. */
const surelyAlike = 0.6
/** And the next clause has so many fewer. */
const clearlyApart = 0.15
/** So many are enough where the number says it is that clause. */
const plainlyOther = 0.2
const somewhatAlike = 0.25
const mostCandidates = 4

/** Made once for all rows of an annex. */
export function clauseMatcher(givables: readonly Givable[]): ClauseMatcher {
  const byClause = new Map<string, string[]>()
  for (const { clause, assignment } of givables) byClause.set(clause, [...(byClause.get(clause) ?? []), assignment])
  const clauses = [...byClause.keys()]
  const likeness = likenessOf(givables)
  return ({ place, what }) => {
    const named = placesNamed(place === '' ? what : place, clauses)
    const alike = likeness(what)
    const [best, next] = alike
    if (named.unknown.length > 0) return { may: likely(alike), unknown: named.unknown }
    if (named.clauses.length > 0) {
      const found = named.clauses.flatMap((clause) => byClause.get(clause) ?? [])
      // More than one is given at that place: which of them, the words say or nobody.
      const isOneEach = found.length === named.clauses.length
      const own = Math.max(0, ...alike.filter(({ assignment }) => found.includes(assignment)).map(({ score }) => score))
      const contradicts =
        what !== '' &&
        own < plainlyOther &&
        best !== undefined &&
        best.score >= surelyAlike &&
        !found.includes(best.assignment)
      if (isOneEach && !contradicts) return { found, by: 'number' }
      const among = alike.filter(({ assignment }) => found.includes(assignment))
      if (!contradicts && among[0] && isClear(among[0], among[1])) return { found: [among[0].assignment], by: 'words' }
      return { may: [...new Set([...found, ...likely(alike)])].slice(0, mostCandidates), unknown: [] }
    }
    if (best && isClear(best, next)) return { found: [best.assignment], by: 'words' }
    return { may: likely(alike), unknown: [] }
  }
}

interface Likeness {
  readonly assignment: string
  readonly score: number
}

function isClear(best: Likeness, next: Likeness | undefined): boolean {
  return best.score >= surelyAlike && best.score - (next?.score ?? 0) >= clearlyApart
}

function likely(alike: readonly Likeness[]): readonly string[] {
  return alike
    .filter(({ score }) => score >= somewhatAlike)
    .slice(0, mostCandidates)
    .map(({ assignment }) => assignment)
}

/** All that can be given, the likest first. Words that stand everywhere weigh little. */
function likenessOf(givables: readonly Givable[]): (what: string) => readonly Likeness[] {
  const texts = givables.map(({ assignment, title, words }) => ({
    assignment,
    forms: [title, ...(words === undefined ? [] : [words])].map((form) => new Set(pairsOf(form))),
  }))
  const frequency = new Map<string, number>()
  for (const { forms } of texts) {
    for (const pair of new Set(forms.flatMap((form) => [...form]))) frequency.set(pair, (frequency.get(pair) ?? 0) + 1)
  }
  const weigh = (pair: string) => Math.log(1 + texts.length / (frequency.get(pair) ?? 1))
  const sum = (pairs: Iterable<string>) => [...pairs].reduce((total, pair) => total + weigh(pair), 0)
  return (what) => {
    const own = new Set(pairsOf(what))
    const all = sum(own)
    if (all === 0) return []
    return texts
      .map(({ assignment, forms }) => {
        const scores = forms.map((form) => {
          const common = sum([...own].filter((pair) => form.has(pair)))
          // A short row is held against its own words, a row that says more than the clause against the clause's.
          return common / Math.max(1, Math.min(all, Math.max(sum(form), all / 2)))
        })
        return { assignment, score: Math.max(...scores) }
      })
      .toSorted((a, b) => b.score - a.score)
  }
}

/** Words and pairs of words: single words of Vietnamese are syllables, and are shared by much that is not alike. */
function pairsOf(text: string): readonly string[] {
  const words = fold(text).split(' ').filter(Boolean)
  return words.slice(1).map((word, index) => `${words[index]} ${word}`)
}
