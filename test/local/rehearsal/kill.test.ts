import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { daysBetween } from '../../../domain/days.ts'
import type { Table } from '../../../functions/services.ts'
import { isFolder, openFolder } from '../../../local/folder/folder.ts'
import { keptRehearsal } from '../../../local/rehearsal/kept.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { called, ended, programme28, started } from '../cli/called.ts'

const isLong = process.env['DONDOC_LONG'] === '1'
const kills = isLong ? 50 : 10
const until = isLong ? '2020-12-31' : '2015-12-31'

test.each([{ with: 'without faults', more: [] }, ...(isLong ? [{ with: 'with faults', more: ['--faults'] }] : [])])(
  `a rehearsal killed up to ${kills} times at any moment, $with, ends without a violation and its trail verifies`,
  { timeout: isLong ? 1_200_000 : 300_000 },
  async ({ more }) => {
    const data = join(newPlace(), 'data')
    const args = ['rehearse', programme28, '--until', until, '--data', data, '--json', ...more]
    let killed = 0
    // Every third as soon as it has begun, the launch among them; the others further on, each elsewhere.
    while (killed < kills && (await isKilled(args, data, killed % 3 === 0 ? 0 : 1 + Math.floor(Math.random() * 20)))) {
      killed += 1
      // What a dead process leaves is sound as it lies, before anybody goes on from it.
      if ((await reached(data)).days === 0) continue
      expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
    }
    // One that is at its end too soon to be killed would prove little.
    expect(killed).toBeGreaterThan(kills / 4)

    const { code, out, err } = await ended(started(args))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({ until, violations: [] })
    expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
  },
)

/**
 * Starts the rehearsal, lets it live so many days, and kills it as a power cut would, wherever it then is; false where it
 * was at its end before. How far it comes is seen in its folder and not on a clock, so that a busy machine only takes longer.
 */
async function isKilled(args: readonly string[], data: string, days: number): Promise<boolean> {
  const before = await reached(data)
  const child = started(args)
  const gone = ended(child)
  while (child.exitCode === null && !isFolder(data)) await wait(5)
  if (child.exitCode === null) {
    const watched = openTable(join(data, 'dondoc.sqlite'), { readOnly: true })
    const hasLived = async () => {
      const now = await reachedIn(watched)
      return now.starts > before.starts && now.days >= before.days + days
    }
    while (child.exitCode === null && !(await hasLived())) await wait(5)
    watched.close()
    await wait(Math.random() * 10)
    child.kill('SIGKILL')
  }
  const { code, err } = await gone
  // Whoever ended by itself has come to the end, or says why not.
  expect([0, null], err).toContain(code)
  return code === null
}

/** How many processes have begun to work at it, and how many days they have lived. */
interface Reached {
  readonly starts: number
  readonly days: number
}

async function reached(data: string): Promise<Reached> {
  if (!isFolder(data)) return { starts: 0, days: 0 }
  const folder = await openFolder(data, { readOnly: true })
  try {
    return await reachedIn(folder.table)
  } finally {
    folder.close()
  }
}

async function reachedIn(table: Table): Promise<Reached> {
  const { starts = 0, livedUntil } = (await keptRehearsal(table)) ?? {}
  return { starts, days: livedUntil ? daysBetween('2012-11-07', livedUntil) : 0 }
}

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-kill-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  return place
}
