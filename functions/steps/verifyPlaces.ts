/**
 * What verify proves beside the chains: that each thing stands in the lists where its state places it, that the words
 * of the document are as they were launched, and that the letters are as they were sealed.
 */
import type { Rules } from '../../domain/tasks/decide.ts'
import { canonical, type Flaw, type Head, isSame } from '../../domain/trail/chain.ts'
import { everyItem } from '../paging.ts'
import type { Item, Table } from '../services.ts'
import { assignmentKeeping } from '../stores/assignments.ts'
import { contributionKeeping } from '../stores/contributions.ts'
import { cycleKeeping } from '../stores/cycles.ts'
import { fileKeeping } from '../stores/files.ts'
import { type KeptLetter, letterItem } from '../stores/letters.ts'
import { personKeeping } from '../stores/people.ts'
import { calendarKeeping, documentKeeping, wordsOf } from '../stores/programmes.ts'
import { type Keeping, sha256, stored, valueAs } from '../stores/record.ts'
import { targetKeeping } from '../stores/targets.ts'
import { taskKeeping } from '../stores/tasks.ts'
import { placesMoved } from '../tableWrites.ts'

/** Whether a state stands where the lists of its kind look for it, as far as that can be said without what is missing. */
export function isWellPlaced(item: Item, rules: Rules | undefined): boolean {
  const { pk } = item.key
  const indexesOf = keepings[pk.slice(0, pk.indexOf('#'))]?.(rules)
  // What is kept under a kind was written by the keeping of that kind; its state was compared with its events.
  return indexesOf === undefined || isSame(item.indexes, indexesOf(stored<never>(item).state))
}

type Places = (state: never) => Item['indexes']

const keepings: { readonly [kind: string]: (rules: Rules | undefined) => Places | undefined } = {
  PROGRAMME: () => inNoList,
  AGENCY: () => inNoList,
  GROUP: () => inNoList,
  PERSON: () => placesOf(personKeeping),
  FILE: () => placesOf(fileKeeping),
  CALENDAR: () => placesOf(calendarKeeping),
  DOCUMENT: () => placesOf(documentKeeping),
  TARGET: () => placesOf(targetKeeping),
  CYCLE: () => placesOf(cycleKeeping),
  ASSIGNMENT: (rules) => rules && placesOf(assignmentKeeping(rules)),
  TASK: (rules) => rules && placesOf(taskKeeping(rules)),
  CONTRIBUTION: (rules) => rules && placesOf(contributionKeeping(rules)),
}

const inNoList: Places = () => undefined

function placesOf<State>({ indexesOf }: Keeping<State>): Places {
  return indexesOf ?? inNoList
}

/** The clauses and questions of a programme against what its launch entered, each by its place. */
export async function wordFlaws(
  table: Table,
  programme: string,
  entered: { readonly [place: string]: string },
): Promise<readonly Flaw[]> {
  const flaws: Flaw[] = []
  for (const [place, hash] of Object.entries(entered)) {
    const [pk = '', sk = ''] = place.split(' ')
    const item = await table.get({ pk, sk }).catch(() => 'unreadable' as const)
    if (item === 'unreadable') flaws.push({ thing: place, what: 'unreadable' })
    else if (!item) flaws.push({ thing: place, what: 'missing' })
    else if (item.indexes || sha256(canonical(item.value)) !== hash) flaws.push({ thing: place, what: 'changed' })
  }
  for (const pk of wordsOf(programme)) {
    try {
      for await (const { key } of everyItem(table, { pk })) {
        const place = `${key.pk} ${key.sk}`
        if (!Object.hasOwn(entered, place)) flaws.push({ thing: place, what: 'stateDiffers' })
      }
    } catch {
      // What cannot be read has been named by its place.
    }
  }
  return flaws
}

/** A letter against the head under its day's seal. */
export async function letterFlaws(table: Table, thing: string, head: Head): Promise<readonly Flaw[]> {
  const item = await table.get({ pk: thing, sk: 'LETTER' }).catch(() => 'unreadable' as const)
  if (item === 'unreadable') return [{ thing, what: 'unreadable' }]
  if (!item) return [{ thing, what: 'missing' }]
  if (sha256(canonical(item.value)) !== head.hash) return [{ thing, what: 'changed' }]
  const { indexes } = letterItem(valueAs<KeptLetter>(item.value))
  return placesMoved(item.indexes, indexes).length === 0 ? [] : [{ thing, what: 'unlisted' }]
}
