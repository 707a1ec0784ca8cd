/**
 * `node infra/wordBeside.ts FOLDER`: lays `docx` beside a bundle, as one file, where Node finds it. bundling.ts leaves it
 * out of all of them: it is loaded with the first paper that somebody asks for.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const [folder = '.'] = process.argv.slice(2)
const place = join(folder, 'node_modules', 'docx')
mkdirSync(place, { recursive: true })
writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'docx', type: 'module', exports: './index.js' }))
await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  stdin: { contents: "export * from 'docx'", resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
  outfile: resolve(place, 'index.js'),
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'warning',
})
