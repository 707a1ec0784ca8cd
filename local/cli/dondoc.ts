/**
 * The program. It imports nothing of ours before Node is told where to keep compiled code: type stripping and
 * compilation then cost only the first start after a change.
 */
import { enableCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import type { Terminal } from './command.ts'

// A folder that cannot be written to costs time and nothing else: Node says so in its answer and goes on.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/dondoc'))
for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)
const { failed, main } = await import('./main.ts')
// What is thrown where no command waits for it: nobody knows what still holds, so the program ends.
process.on('uncaughtException', (error) => failed(error, terminal()).finally(() => process.exit(1)))
process.exitCode = await main(process.argv.slice(2), terminal())

function terminal(): Terminal {
  const { stdout, stderr } = process
  // npm runs scripts in the project's folder, and says here where the person called it.
  const standing = process.env['INIT_CWD'] ?? process.cwd()
  return {
    out: (text) => stdout.write(`${text}\n`),
    err: (text) => stderr.write(`${text}\n`),
    ...(stderr.isTTY ? { progress: (line: string) => stderr.write(`\r${line}\u001b[K`) } : {}),
    resolve: (path) => resolve(standing, path),
  }
}

/** Whoever reads only the first lines (`| head`) closes the pipe; what the command does goes on to its end. */
function ignoreClosedPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
}
