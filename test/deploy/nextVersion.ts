/**
 * The assembly as a later version of the product would be synthesised: each state machine begins with one state more, by
 * which an execution's history tells the definition that it runs on. Nothing else is different.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The state that executions of the later version pass through first. */
export const laterState = 'NextVersion'

export function makeNextVersion(folder: string): void {
  const files = readdirSync(folder)
  const renamed = new Map<string, string>()
  for (const file of files.filter((name) => /^asset\.[0-9a-f]{64}\.json$/.test(name))) {
    const { StartAt, States, ...rest } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    if (StartAt === undefined) continue
    const text = JSON.stringify({
      ...rest,
      StartAt: laterState,
      States: { [laterState]: { Type: 'Pass', Next: StartAt }, ...States },
    })
    const name = hashOf(text)
    writeFileSync(join(folder, `asset.${name}.json`), text)
    renamed.set(file.slice('asset.'.length, -'.json'.length), name)
  }
  // Templates name what they consist of by its hash, and are themselves named by theirs.
  for (const template of files.filter((name) => name.endsWith('.template.json'))) {
    const assets = template.replace('.template.', '.assets.')
    for (const file of [template, assets]) rewrite(join(folder, file), renamed)
    const before = hashOfTemplate(JSON.parse(readFileSync(join(folder, assets), 'utf8')), template)
    const own = new Map([[before, hashOf(readFileSync(join(folder, template), 'utf8'))]])
    for (const file of [assets, 'manifest.json']) rewrite(join(folder, file), own)
  }
}

interface Assets {
  readonly files: { readonly [hash: string]: { readonly source: { readonly path: string } } }
}

function hashOfTemplate({ files }: Assets, template: string): string {
  const found = Object.entries(files).find(([, { source }]) => source.path === template)
  if (!found) throw new Error(`${template} is not among the assets of its stack`)
  return found[0]
}

function rewrite(path: string, renamed: ReadonlyMap<string, string>): void {
  const text = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    text.replace(/[0-9a-f]{64}/g, (hash) => renamed.get(hash) ?? hash),
  )
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
