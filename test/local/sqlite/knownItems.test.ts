import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openTable } from '../../../local/sqlite/table.ts'

const key = { pk: 'TASK#a', sk: 'STATE' }
const put = (n: number) => ({ put: { key, value: { n } } })

test('what another connection has written is seen, also where an older item was read before', async () => {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-known-'))
  const [mine, theirs] = [openTable(join(place, 'a.sqlite')), openTable(join(place, 'a.sqlite'))]
  onTestFinished(() => {
    mine.close()
    theirs.close()
    rmSync(place, { recursive: true })
  })
  for (let n = 1; n <= 3; n += 1) {
    await theirs.transact([put(n)])
    expect((await mine.get(key))?.value).toEqual({ n })
    // A condition is judged on what stands, not on what was known of it.
    await theirs.transact([put(n + 100)])
    const stale = { ...put(0), when: [{ attribute: 'n', equals: n }] } as const
    expect(await mine.transact([stale])).toEqual({ committed: false, failed: [0] })
  }
})

test('what was put, added to or removed is what is read next', async () => {
  const table = openTable(':memory:')
  await table.transact([put(1)])
  expect((await table.get(key))?.value).toEqual({ n: 1 })
  await table.transact([put(2)])
  expect((await table.get(key))?.value).toEqual({ n: 2 })
  await table.transact([{ update: key, add: { n: 5 } }])
  expect((await table.get(key))?.value).toEqual({ n: 7 })
  await table.transact([{ remove: key }])
  expect(await table.get(key)).toBeUndefined()
  await table.transact([put(3)])
  expect((await table.get(key))?.value).toEqual({ n: 3 })
})
