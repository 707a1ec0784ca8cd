/** The command line as a test calls it: in this process, or as a program of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { main } from '../../../local/cli/main.ts'

export const programme28 = 'programmes/28-ctrhd-tu/programme.yaml'

export interface Called {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Calls the command line here, paths as from the repository. */
export async function called(...args: string[]): Promise<Called> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await main(args, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    resolve: (path) => resolve(path),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** Starts the program; `INIT_CWD` is where npm would say the person stands. */
export function started(
  args: readonly string[],
  options: { from?: string; env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  const { INIT_CWD: _, ...env } = process.env
  return spawn(process.execPath, [resolve('local/cli/dondoc.ts'), ...args], {
    cwd: options.from ?? process.cwd(),
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** What a started program said until it ended. */
export async function ended(child: ChildProcess): Promise<Called> {
  let [out, err] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  const code = await new Promise<number | null>((done) => child.on('close', done))
  return { code, out, err }
}

/** Where a started server says that it serves. */
export async function addressOf(child: ChildProcess): Promise<string> {
  let out = ''
  child.stdout?.on('data', (text: string) => {
    out += text
  })
  for (;;) {
    const found = /http:\/\/\S+/.exec(out)
    if (found) return found[0]
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before it served`)
    await wait(10)
  }
}
