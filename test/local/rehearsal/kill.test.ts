import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openFolder } from '../../../local/folder/folder.ts'
import { keptRehearsal } from '../../../local/rehearsal/kept.ts'
import { called, ended, programme28, started } from '../cli/called.ts'

const isLong = process.env['DONDOC_LONG'] === '1'
const kills = isLong ? 50 : 10
const until = isLong ? '2020-12-31' : '2015-12-31'

test.each([{ with: 'without faults', more: [] }, ...(isLong ? [{ with: 'with faults', more: ['--faults'] }] : [])])(
  `a rehearsal killed ${kills} times at any moment, $with, ends without a violation and its trail verifies`,
  { timeout: isLong ? 600_000 : 60_000 },
  async ({ more }) => {
    const data = join(newPlace(), 'data')
    const args = ['rehearse', programme28, '--until', until, '--data', data, '--json', ...more]
    const reached = new Set<string | null | undefined>()
    for (let kill = 0; kill < kills; kill += 1) {
      await killedAtWork(args, data)
      const day = await dayReached(data)
      reached.add(day)
      // What a dead process leaves is sound as it lies, before anybody goes on from it.
      if (day) expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
    }
    // Kills that all fell into the same day would prove little.
    expect(reached.size).toBeGreaterThan(kills / 4)

    const { code, out, err } = await ended(started(args))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({ until, violations: [] })
    expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
  },
)

/** Starts the rehearsal, lets it write for a moment, and kills it as a power cut would. */
async function killedAtWork(args: readonly string[], data: string): Promise<void> {
  const before = Date.now()
  const child = started(args)
  const gone = ended(child)
  while (writtenAt(data) < before && child.exitCode === null) await wait(5)
  await wait(Math.random() * 400)
  child.kill('SIGKILL')
  expect(await gone).toMatchObject({ code: null })
}

function writtenAt(data: string): number {
  return statSync(join(data, 'dondoc.sqlite-wal'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

async function dayReached(data: string): Promise<string | null | undefined> {
  // Killed before its marker was written, it is no folder yet; the next start makes it.
  if (!existsSync(join(data, 'folder.json'))) return undefined
  const folder = await openFolder(data, { readOnly: true })
  try {
    return (await keptRehearsal(folder.table))?.livedUntil
  } finally {
    folder.close()
  }
}

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-kill-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  return place
}
