/**
 * Letters go over programmes: one letter a mailbox a day. Whoever is something in some programmes alone sees of a list
 * of letters what speaks of those, and reads a letter whole where it speaks of nothing else.
 */
import type { Action } from '../../domain/access/access.ts'
import type { Parties } from '../../domain/access/relations.ts'
import { type Caller, isForSome, seenBy } from '../middleware/caller.ts'
import type { Table } from '../services.ts'
import { type DigestRecord, digestOf } from '../stores/digests.ts'
import type { KeptLetter } from '../stores/letters.ts'
import { load } from '../stores/record.ts'

interface Asking {
  readonly caller: Caller
  readonly action: Action
  readonly parties: Parties
}

/** The letters with the lines that the caller may see; one without any is not there. */
export async function digestsSeen(
  table: Table,
  digests: readonly DigestRecord[],
  asking: Asking,
): Promise<readonly DigestRecord[]> {
  if (!isForSome(asking.caller)) return digests
  const isSeen = seeing(table, asking)
  const found: DigestRecord[] = []
  for (const digest of digests) {
    const lines: DigestRecord['lines'][number][] = []
    for (const line of digest.lines) if (await isSeen(line.task)) lines.push(line)
    if (lines.length > 0) found.push({ ...digest, lines })
  }
  return found
}

/** Whether a letter speaks of nothing but what the caller may see. What is no day's letter is the whole office's. */
export async function isSeenWhole(
  table: Table,
  letter: Pick<KeptLetter, 'id' | 'to'>,
  asking: Asking,
): Promise<boolean> {
  if (!isForSome(asking.caller)) return true
  const digest = await digestOf(table, letter)
  if (!digest || digest.lines.length === 0) return false
  const isSeen = seeing(table, asking)
  for (const thing of [...digest.lines.map(({ task }) => task), ...(digest.riders ?? [])]) {
    if (!(await isSeen(thing))) return false
  }
  return true
}

const kinds = ['TASK', 'CONTRIBUTION', 'CYCLE'] as const

/** Each thing is looked up once. What nobody knows the programme of is not seen. */
function seeing(table: Table, { caller, action, parties }: Asking): (thing: string) => Promise<boolean> {
  const isSeen = seenBy(caller, action, parties)
  const known = new Map<string, boolean>()
  return async (thing) => {
    const before = known.get(thing)
    if (before !== undefined) return before
    const programme = await programmeOf(table, thing)
    const answer = programme !== undefined && isSeen({ programme })
    known.set(thing, answer)
    return answer
  }
}

async function programmeOf(table: Table, thing: string): Promise<string | undefined> {
  for (const kind of kinds) {
    const stored = await load<{ readonly programme: string }>(table, kind, thing)
    if (stored) return stored.state.programme
  }
  return undefined
}
