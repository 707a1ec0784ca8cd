/**
 * What each function weighs, and how long Node takes to load it, which is most of a cold start: `npm run bundles`. The
 * bundles are made by bundling.ts, as the stacks make them.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle, stepAlias } from './bundling.ts'
import { functionUses, stepEntry, stepNames } from './uses.ts'

export interface Bundle {
  /** The entry in functions/aws/lambda, or the step. */
  readonly name: string
  readonly path: string
  readonly bytes: number
}

/** Bundles functions into a folder, each as one file; all of them, unless some are named. */
export async function bundleAll(folder: string, only?: readonly string[]): Promise<readonly Bundle[]> {
  const entries = [...Object.keys(functionUses), 'openapi', 'pages'].map((name) => ({ name, entry: name, alias: {} }))
  const steps = stepNames.map((name) => ({ name, entry: stepEntry(name), alias: stepAlias(name) }))
  const wanted = [...entries, ...steps].filter(({ name }) => only === undefined || only.includes(name))
  return Promise.all(
    wanted.map(async ({ name, ...entry }) => {
      const path = join(folder, `${name}.mjs`)
      await bundle(entry, path, false)
      return { name, path, bytes: statSync(path).size }
    }),
  )
}

/** Processor time that loading a bundle takes, in milliseconds: the least of some tries, whatever else the machine does. */
export function importMilliseconds({ path }: Pick<Bundle, 'path'>, tries = 3): number {
  const measure = `const before = process.cpuUsage()
    await import(${JSON.stringify(pathToFileURL(path).href)})
    const { user, system } = process.cpuUsage(before)
    process.stdout.write(String((user + system) / 1000))`
  const once = () => Number(execFileSync(process.execPath, ['--input-type=module', '--eval', measure]))
  return Math.min(...Array.from({ length: tries }, once))
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-bundles-'))
  try {
    const bundles = await bundleAll(folder)
    for (const bundle of bundles.toSorted((a, b) => b.bytes - a.bytes)) {
      const kilobytes = (bundle.bytes / 1000).toFixed(0).padStart(5)
      const milliseconds = importMilliseconds(bundle).toFixed(0).padStart(4)
      process.stdout.write(`${bundle.name.padEnd(24)}${kilobytes} KB${milliseconds} ms\n`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
