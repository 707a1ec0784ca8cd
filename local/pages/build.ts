/**
 * Builds the pages where there is no build of these sources. A build is named by the content of what it is made of, not
 * by dates: git gives every file of a clone the same age. It is made aside and put in place whole, so that two starts
 * at once, or one that is killed, leave no half of one. Run by itself it builds into the folder that it is given.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import { brotliEnding, type Pages, readPages } from '../../functions/pages/pages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

if (import.meta.main) await build(resolve(process.argv[2] ?? join(root, 'dist', 'pages')))

/** The pages of this checkout, from `place` (dist/, which git ignores). `onBuild`: they are built first, in a second or two. */
export async function builtPages(onBuild: () => void, place: string = join(root, 'dist')): Promise<Pages> {
  const built = join(place, `web-${sourcesHash()}`)
  if (!existsSync(built)) {
    onBuild()
    mkdirSync(place, { recursive: true })
    const aside = mkdtempSync(join(place, 'making-'))
    try {
      await build(aside)
      putInPlace(aside, built)
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
    removeOlder(place, built)
  }
  return readPages(built)
}

/** All that the pages are made of: themselves, the rules they share, the workflows they draw, the versions of the packages. */
function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const path of ['package-lock.json', ...['web', 'domain', 'workflows'].flatMap(filesIn)]) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex').slice(0, 16)
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length))
    .toSorted()
}

/** With a compressed copy beside what a browser may ask for compressed. */
async function build(folder: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const config = join(root, 'web', 'vite.config.ts')
  // A process of its own: it takes a hundred megabytes that a server need not keep, and an environment of its own.
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', '--config', config, '--outDir', folder, '--emptyOutDir'],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  const assets = join(folder, 'assets')
  for (const name of readdirSync(assets)) {
    const path = join(assets, name)
    writeFileSync(`${path}${brotliEnding}`, brotliCompressSync(readFileSync(path)))
  }
}

/** Another start may have put the same build there meanwhile: one is as good as the other. */
function putInPlace(aside: string, built: string): void {
  try {
    renameSync(aside, built)
  } catch (error) {
    if (!existsSync(built)) throw error
  }
}

/** Builds of other sources: whoever serves one has it in memory. */
function removeOlder(place: string, built: string): void {
  for (const name of readdirSync(place)) {
    const path = join(place, name)
    if (name.startsWith('web-') && path !== built) rmSync(path, { recursive: true, force: true })
  }
}
