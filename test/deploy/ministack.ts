/** MiniStack, an AWS on this machine: installed from PyPI beside the node modules, started, and ended with all it started. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { listening, onLoopback } from './loopback.ts'
import { Failed, run } from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const requirements = join(root, 'test/deploy/requirements.txt')

/** Python, or the package, cannot be had on this machine. */
export class NotToBeHad extends Error {
  override name = 'NotToBeHad'
}

export interface MiniStack {
  readonly endpoint: string
  /** For whatever speaks to it: the endpoint, credentials that are none, and nothing of a real account's. */
  readonly environment: NodeJS.ProcessEnv
  /** What it has told since it was started. */
  log(): string
  stop(): Promise<void>
}

/** The Python that has MiniStack. Throws NotToBeHad. */
export async function installMiniStack(): Promise<string> {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = join(root, 'node_modules/.cache/ministack', version)
  const [python, complete] = [join(folder, 'bin/python'), join(folder, 'complete')]
  if (existsSync(complete)) return python
  rmSync(folder, { recursive: true, force: true })
  const base = await pythonOfThisMachine()
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps']
  try {
    await run(base, ['-m', 'venv', folder])
    await run(python, [...install, '--only-binary', ':all:', '--requirement', requirements])
  } catch (error) {
    throw new NotToBeHad(error instanceof Failed ? error.message : String(error), { cause: error })
  }
  writeFileSync(complete, '')
  return python
}

async function pythonOfThisMachine(): Promise<string> {
  for (const name of ['python3', '/usr/bin/python3']) {
    try {
      await run(name, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'])
      return name
    } catch {
      // The next may have what this one lacks.
    }
  }
  throw new NotToBeHad('there is no Python 3.10 or newer with venv (on Debian: apt-get install python3-venv)')
}

/** `more` is what its functions find in their environment beside what the template gives them. */
export async function startMiniStack(
  python: string,
  region: string,
  more: { readonly [name: string]: string },
): Promise<MiniStack> {
  const port = await freePort()
  const endpoint = onLoopback(`http://127.0.0.1:${port}`)
  // Not inside the repository: there a worker's plain .js would be taken for a module.
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-deploy-'))
  const environment = environmentOf(endpoint, region)
  const logPath = join(folder, 'ministack.log')
  mkdirSync(join(folder, 'state'))
  const log = openSync(logPath, 'a')
  const child = spawn(python, [join(root, 'test/deploy/patched.py')], {
    // A group of its own, so that its workers end with it.
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...environment,
      ...more,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: region,
      IOT_MTLS_ENABLED: '0',
      TMPDIR: folder,
      STATE_DIR: join(folder, 'state'),
    },
  })
  closeSync(log)
  const stack: MiniStack = {
    endpoint,
    environment,
    log: () => readFileSync(logPath, 'utf8'),
    async stop() {
      await end(child)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  try {
    await answering(endpoint, child)
    return stack
  } catch (error) {
    const said = stack.log()
    await stack.stop()
    throw new Error(`MiniStack did not start:\n${said}`, { cause: error })
  }
}

function environmentOf(endpoint: string, region: string): NodeJS.ProcessEnv {
  // Whoever runs the test may have a real account in their environment: nothing of it goes along.
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK|DONDOC)_/.test(name))
  return {
    ...Object.fromEntries(own),
    // MiniStack runs a function with the `node` that it finds, whatever runtime the function names.
    PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    CDK_DEFAULT_ACCOUNT: '000000000000',
    CDK_DEFAULT_REGION: region,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`)
    try {
      await fetch(`${endpoint}/_ministack/health`)
      return
    } catch {
      await pause(200)
    }
  }
  throw new Error('it does not answer')
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => (hasEnded(child) ? resolve() : child.once('close', resolve)))
  signal(child, 'SIGTERM')
  const late = setTimeout(() => signal(child, 'SIGKILL'), 6000)
  await ended
  clearTimeout(late)
  // What it may have left running.
  signal(child, 'SIGKILL')
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function signal({ pid }: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (pid !== undefined) process.kill(-pid, name)
  } catch {
    // Nobody of the group is left.
  }
}
