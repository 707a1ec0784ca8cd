/**
 * `node infra/packageBeside.ts FOLDER`: lays beside a bundle what bundling.ts leaves out of all of them, without its
 * types, where Node finds it.
 */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [folder = '.'] = process.argv.slice(2)
const types = /(?:types|\.ts|\.mts|\.cts|\.cjs)$/
cpSync(fileURLToPath(new URL('../node_modules/unpdf', import.meta.url)), join(folder, 'node_modules', 'unpdf'), {
  recursive: true,
  filter: (path) => !types.test(path),
})
