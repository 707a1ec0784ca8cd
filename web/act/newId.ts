/** An id made of a name, which no other entry of the register has: letters and figures without accents, parted by `-`. */
import { fold } from '../../domain/search.ts'

export function newId(name: string, taken: Iterable<string>, ifNothing: string): string {
  const slug =
    fold(name)
      .replace(/[^0-9a-z]+/g, '-')
      .slice(0, 34)
      .replace(/^-+|-+$/g, '') || ifNothing
  const known = new Set(taken)
  let id = slug
  for (let next = 2; known.has(id); next += 1) id = `${slug}-${next}`
  return id
}
