/** Runs programs to their end; what one said is told only where it failed. */
import { type ChildProcess, spawn } from 'node:child_process'

export class Failed extends Error {
  override name = 'Failed'
}

const running = new Set<ChildProcess>()

/** Throws Failed with the last of what the program said. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
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
      running.delete(child)
      if (code === 0) resolve()
      else reject(new Failed(`${[program, ...args].join(' ')} ended with ${code}\n${said.trim()}`))
    })
  })
}

/** For whoever gives up before they have ended. */
export function endPrograms(): void {
  for (const child of running) child.kill()
}
