import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { folderLinkKeys, folderLinks } from '../../../local/links/linkKeys.ts'
import { linkKeysContract } from '../../contracts/linkKeys.contract.ts'

const folders: string[] = []
function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-keys-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

linkKeysContract('a folder', async () => {
  const folder = aFolder()
  return { open: (realTime) => folderLinkKeys(folder, realTime) }
})

describe('the keys of a folder', () => {
  it.skipIf(process.platform === 'win32')('are for their owner alone', async () => {
    const folder = aFolder()
    await folderLinkKeys(folder).made('202611', Date.now() + 1000)
    expect(readdirSync(folder)).toEqual(['link-keys.json'])
    expect(statSync(join(folder, 'link-keys.json')).mode & 0o777).toBe(0o600)
  })

  it('whose time is over leave the file with the next that is made', async () => {
    const folder = aFolder()
    let now = 1000
    const keys = folderLinkKeys(folder, () => now)
    await keys.made('202611', 2000)
    now = 2000
    await keys.made('202612', 3000)
    expect(Object.keys(JSON.parse(readFileSync(join(folder, 'link-keys.json'), 'utf8')))).toEqual(['202612'])
  })
})

it('an address is asked for when a letter leaves, and named without a slash at its end', () => {
  let address = ''
  const links = folderLinks(aFolder(), () => address)
  address = 'http://127.0.0.1:8028/'
  expect(links.publicUrl).toBe('http://127.0.0.1:8028')
})
