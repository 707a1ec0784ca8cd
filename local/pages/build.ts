/**
 * Builds the pages where there is no build, or where it was made of other sources. What counts is their content, not
 * their dates: git gives every file of a clone the same age. A build is made aside and put in place whole, so that two
 * starts at once, or one that is killed, leave no half of one.
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
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import { brotliEnding, type Pages, readPages } from './pages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'dist', 'web')
const stampFile = '.built-from'

/** The pages as they are now in the checkout. `onBuild` is told when they have to be built first: about a second. */
export async function builtPages(onBuild: () => void): Promise<Pages> {
  const stamp = sourcesStamp()
  if (textOf(join(built, stampFile)) !== stamp) {
    onBuild()
    mkdirSync(join(root, 'dist'), { recursive: true })
    const aside = mkdtempSync(join(root, 'dist', 'web-'))
    try {
      await buildPages(aside)
      writeFileSync(join(aside, stampFile), stamp)
      putInPlace(aside)
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  }
  return readPages(built)
}

/** Builds into a folder, with a compressed copy beside what a browser may ask for compressed. */
export async function buildPages(folder: string): Promise<void> {
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

/** All that the build is made of: the pages, the rules they share, and the versions of the packages. */
function sourcesStamp(): string {
  const hash = createHash('sha256')
  for (const path of ['package-lock.json', ...filesIn('web'), ...filesIn('domain')]) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length))
    .toSorted()
}

/** Another start may have put the same build there meanwhile: one of them is as good as the other. */
function putInPlace(aside: string): void {
  const before = `${aside}-before`
  try {
    if (existsSync(built)) renameSync(built, before)
    renameSync(aside, built)
  } catch (error) {
    if (!existsSync(join(built, 'index.html'))) throw error
  } finally {
    rmSync(before, { recursive: true, force: true })
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
