/** Runs a program to its end; what it said is told only where it failed. */
import { spawn } from 'node:child_process'

export class Failed extends Error {
  override name = 'Failed'
}

/** Throws Failed with the last of what the program said. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      said = (said + text).slice(-8000)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failed(`${program}: ${error.message}`)))
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Failed(`${[program, ...args].join(' ')} ended with ${code}\n${said.trim()}`))
    })
  })
}
