/**
 * `npm run test:crash`: a process runs hundreds of executions of the six workflows and is killed with SIGKILL at random,
 * 200 times. Afterwards every execution has ended as it does where nobody is killed, nothing that was acknowledged is
 * lost, and every step that a history speaks of was called. `--kills N`, `--seed N`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Json } from '../../functions/services.ts'
import { memoryExecutions } from '../../local/memory/executions.ts'
import type { ShownEvent } from '../../local/workflow/description.ts'
import { type Engine, historyOf, openEngine } from '../../local/workflow/engine.ts'
import { openStore } from '../../local/workflow/store.ts'
import { advance, steppedClock } from '../../local/workflow/time.ts'
import { digest, machines, scriptedSteps, startOf } from './scriptedSteps.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
})
const kills = Number(values.kills)
const child = fileURLToPath(new URL('./livingEngine.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'dondoc-crash-'))

/** The same kills for the same seed, as far as two machines are alike. */
let state = Number(values.seed)
function chance(): number {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31
  return state / 2 ** 31
}

interface Ended {
  readonly arn: string
  readonly status: string
  readonly output: string | undefined
  readonly error: string | undefined
  readonly events: readonly ShownEvent[]
}

try {
  await kill()
  const starts = lines('begun').map((_, number) => startOf(number))
  process.exitCode = report(await left(starts), await undisturbed(starts))
} finally {
  rmSync(folder, { recursive: true })
}

type Starts = readonly ReturnType<typeof startOf>[]

async function undisturbed(starts: Starts): Promise<ReadonlyMap<string, Ended>> {
  const failed = new Set<string>()
  const clock = steppedClock('2013-01-01T00:00:00.000Z')
  const tokens: [string, string][] = []
  const engine = openEngine({
    store: memoryExecutions(),
    clock,
    machines,
    steps: scriptedSteps({
      called: () => {},
      failsFirst: (call) => !failed.has(call) && failed.add(call) !== undefined,
      waits: (token, call) => tokens.push([token, call]),
    }),
    keptDays: 3650,
  })
  await Promise.all(starts.map((start) => engine.startExecution(start)))
  await advance(engine, clock, '2014-01-01T00:00:00.000Z')
  const all = await endedIn(engine, starts)
  await engine.close()
  return all
}

/** The first lives are short, and the last one is left to come to the end. */
async function kill(): Promise<void> {
  for (let killed = 0; killed < kills; killed += 1) {
    say(`killed ${killed} of ${kills} times`)
    const living = live()
    const exited = once(living, 'exit')
    await Promise.race([once(living.stdout, 'data'), exited])
    await new Promise((resolve) => setTimeout(resolve, chance() * 200))
    living.kill('SIGKILL')
    const [code] = await exited
    if (code !== null) throw new Error(`A life ended by itself with ${code}, after ${killed} kills`)
  }
  say('the last life')
  const [code] = await once(live('last'), 'exit')
  if (code !== 0) throw new Error(`The last life ended with ${code}`)
}

function live(...how: readonly string[]) {
  return spawn(process.execPath, [child, folder, ...how], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function left(starts: Starts): Promise<ReadonlyMap<string, Ended>> {
  const engine = openEngine({
    store: openStore(join(folder, 'executions.sqlite')),
    clock: steppedClock('2014-01-01T00:00:00.000Z'),
    machines,
    steps: () => undefined,
  })
  const all = await endedIn(engine, starts)
  await engine.close()
  return all
}

async function endedIn(engine: Engine, starts: Starts): Promise<ReadonlyMap<string, Ended>> {
  const all = new Map<string, Ended>()
  for (const { stateMachine, name } of starts) {
    const arn = `arn:aws:states:ap-southeast-1:000000000000:execution:${stateMachine}:${name}`
    const { status, output, error } = await engine.describeExecution(arn)
    const events = await historyOf(engine, arn)
    all.set(name, { arn, status, output, error, events })
  }
  return all
}

/** Says what was found; answers the exit code. */
function report(found: ReadonlyMap<string, Ended>, wanted: ReadonlyMap<string, Ended>): number {
  say('')
  const problems = [...found].flatMap(([name, one]) => {
    const other = wanted.get(name)
    const [mine, theirs] = [outcome(one), other && outcome(other)]
    return mine === theirs ? [] : [`${name} went another way:\n  ${mine}\n  undisturbed:\n  ${theirs}`]
  })
  const called = new Set(lines('called').map(callOf))
  const scheduled = [...found.values()].flatMap(({ arn, events }) =>
    events.flatMap((event) => scheduledCall(arn, event)),
  )
  problems.push(...scheduled.filter((call) => !called.has(call)).map((call) => `never called: ${call}`))
  const succeeded = new Set([...found.values()].flatMap(({ events }) => events.flatMap(completedCall)))
  const completed = lines('completed')
  problems.push(...completed.filter((call) => !succeeded.has(call)).map((call) => `acknowledged and lost: ${call}`))
  const statuses = [...found.values()].map(({ status }) => status)
  const count = (status: string) => statuses.filter((one) => one === status).length
  console.log(`${kills} kills, ${found.size} executions: ${count('SUCCEEDED')} succeeded, ${count('FAILED')} failed`)
  console.log(`${scheduled.length} calls scheduled, ${called.size} steps called, ${lines('called').length} times`)
  console.log(`${completed.length} tokens completed and acknowledged`)
  for (const problem of problems.slice(0, 20)) console.log(problem)
  console.log(`${problems.length} problems`)
  return problems.length === 0 ? 0 : 1
}

/** How it ended, and every state that it entered on the way. */
function outcome({ status, output = '', error = '', events }: Ended): string {
  const states = events.flatMap(({ stateEnteredEventDetails: details }) => memberOf(details, 'name'))
  return [status, output, error, ...states].join(' ')
}

function callOf(line: string): string {
  const [execution, name, payload] = JSON.parse(line)
  return [execution, name, digest(payload)].join(' ')
}

function scheduledCall(arn: string, { taskScheduledEventDetails: details }: ShownEvent): string[] {
  return memberOf(details, 'parameters').map((text) => {
    const { FunctionName, Payload } = JSON.parse(String(text))
    return [arn, FunctionName, digest(Payload)].join(' ')
  })
}

function completedCall({ taskSucceededEventDetails: details }: ShownEvent): string[] {
  return memberOf(details, 'output').flatMap((text) => memberOf(JSON.parse(String(text)), 'call').map(String))
}

function memberOf(value: Json | undefined, name: string): Json[] {
  return typeof value === 'object' && value !== null && name in value
    ? [(value as { [name: string]: Json })[name] ?? null]
    : []
}

function lines(name: string): string[] {
  return readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1)
}

function say(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`)
}
