/**
 * `npm run bench:engine`: the embedded engine beside aws-local-stepfunctions, the same machines in each one's dialect,
 * turn by turn in one run. The other evaluates JSONPath, keeps no history and nothing on disk. Every figure is a ratio
 * to what stands beside it: speed to the other engine's, commits to what this disk can do.
 *
 * Ends with 1 where a bound is missed. `--runs N` (5): how often each is run; the median counts.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { StateMachine } from 'aws-local-stepfunctions'
import type { Json } from '../../functions/services.ts'
import { memoryExecutions } from '../../local/memory/executions.ts'
import { type Engine, openEngine } from '../../local/workflow/engine.ts'
import type { Step } from '../../local/workflow/steps.ts'
import { openStore, type Store } from '../../local/workflow/store.ts'
import { steppedClock } from '../../local/workflow/time.ts'
import { asks, tasks, type Work, works } from './engineMachines.ts'
import { type Bound, closing, median, say, timed } from './report.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } })
const runs = Number(values.runs)
const folder = mkdtempSync(join(tmpdir(), 'dondoc-bench-'))
const bounds: Bound[] = []
const start = '2013-01-01T00:00:00.000Z'
let files = 0

try {
  for (const work of works) await beside(work)
  await commits()
  await waiting()
} finally {
  rmSync(folder, { recursive: true })
}
process.exitCode = closing(bounds)

/** One work in memory, on disk with FULL and with NORMAL, and in the other engine, one after another so many times. */
async function beside(work: Work): Promise<void> {
  const ms = { theirs: [] as number[], memory: [] as number[], full: [] as number[], normal: [] as number[] }
  // The first round warms both up.
  for (let run = 0; run <= runs; run += 1) {
    say(`${work.name}: ${run}/${runs}`)
    const round = {
      theirs: await timed(() => theirs(work)),
      memory: await oursIn(memoryExecutions(), work),
      full: await oursIn(openStore(newFile(), { synchronous: 'FULL' }), work),
      normal: await oursIn(openStore(newFile(), { synchronous: 'NORMAL' }), work),
    }
    if (run > 0) for (const name of Object.keys(ms) as (keyof typeof ms)[]) ms[name].push(round[name])
  }
  const other = median(ms.theirs)
  const { memory, full } = work.wanted
  const speed = (mine: readonly number[]) => other / median(mine)
  bounds.push({ what: `${work.name}: speed in memory, of the other's`, found: speed(ms.memory), least: memory })
  bounds.push({
    what: `${work.name}: on disk, FULL`,
    found: speed(ms.full),
    ...(full !== undefined && { least: full }),
  })
  bounds.push({ what: `${work.name}: on disk, NORMAL`, found: speed(ms.normal) })
}

async function theirs({ theirs: definition, input, executions, atOnce }: Work): Promise<void> {
  const machine = new StateMachine(definition)
  const overrides = { taskResourceLocalHandlers: Object.fromEntries(tasks.map((state) => [state, echo])) }
  const text = JSON.stringify(input)
  for (let begun = 0; begun < executions; begun += atOnce) {
    const lot = Array.from({ length: atOnce }, () => machine.run(JSON.parse(text), { overrides }).result)
    await Promise.all(lot)
  }
}

function echo<T>(payload: T): T {
  return payload
}

async function ours(engine: Engine, { input, executions, atOnce }: Work): Promise<void> {
  for (let begun = 0; begun < executions; begun += atOnce) {
    const lot = Array.from({ length: atOnce }, (_, number) =>
      engine.startExecution({ stateMachine: 'm', name: `e${begun + number}`, input }),
    )
    await Promise.all(lot)
    await engine.settled()
  }
}

async function oursIn(store: Store, work: Work): Promise<number> {
  const engine = engineOver(store, work.ours)
  const ms = await timed(() => ours(engine, work))
  const { executions } = await engine.listExecutions({ status: 'SUCCEEDED', limit: work.executions })
  if (executions.length !== work.executions) throw new Error(`${work.name}: ${executions.length} came to a good end`)
  await engine.close()
  return ms
}

function engineOver(store: Store, machine: Json, step: Step = (payload) => payload): Engine {
  return openEngine({ store, clock: steppedClock(start), machines: { m: machine }, steps: () => step })
}

/** How many commits an execution in sequence takes, and how near it comes to what this disk can commit. */
async function commits(): Promise<void> {
  const work = works.find(({ executions, atOnce }) => executions > 1 && atOnce === 1)
  if (work === undefined) return
  for (const synchronous of ['FULL', 'NORMAL'] as const) {
    const shares: number[] = []
    let each = 0
    for (let run = 0; run < runs; run += 1) {
      say(`commits, ${synchronous}: ${run}/${runs}`)
      let count = 0
      const store = openStore(newFile(), { synchronous })
      const counted: Store = {
        ...store,
        transaction(inside) {
          count += 1
          store.transaction(inside)
        },
      }
      const bare = bareCommitMs(synchronous)
      const ms = await oursIn(counted, work)
      each = count / work.executions
      shares.push((bare * count) / ms)
    }
    const isFull = synchronous === 'FULL'
    bounds.push({ what: `commits an execution in sequence, ${synchronous}`, found: each, ...(isFull && { most: 3 }) })
    const what = `in sequence, ${synchronous}: of what this disk's own commits allow`
    bounds.push({ what, found: median(shares), ...(isFull && { least: 0.7 }) })
  }
}

/** What one commit of one small row costs on this disk, in milliseconds. */
function bareCommitMs(synchronous: 'FULL' | 'NORMAL'): number {
  const database = new DatabaseSync(newFile())
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; CREATE TABLE t (id INTEGER, json TEXT)`,
  )
  const insert = database.prepare('INSERT INTO t VALUES (?, ?)')
  const json = 'x'.repeat(1000)
  const began = performance.now()
  for (let number = 0; number < 1000; number += 1) insert.run(number, json)
  const ms = (performance.now() - began) / 1000
  database.close()
  return ms
}

/** Executions that wait on their tokens: what they hold of memory, how soon a new process is ready, what one end costs. */
async function waiting(): Promise<void> {
  const few = await waitingAmong(100)
  const many = await waitingAmong(10_000)
  bounds.push({ what: '10,000 wait on tokens: bytes of memory each', found: many.bytesEach, most: 100 })
  bounds.push({
    what: '10,000 wait on tokens: seconds until a new process is ready',
    found: many.readySeconds,
    most: 2,
  })
  bounds.push({ what: 'completing one among 10,000, of one among 100', found: many.endMs / few.endMs, most: 1.5 })
}

async function waitingAmong(count: number) {
  const file = newFile()
  const tokens: string[] = []
  const keep: Step = (_payload, { token = '' }) => {
    tokens.push(token)
  }
  const engine = engineOver(openStore(file), asks, keep)
  // The first hundred have been there for whatever a process loads once.
  let before = 0
  for (let begun = 0; begun < count; begun += 100) {
    if (begun === 100) before = heap() - bytesOf(tokens)
    const lot = Array.from({ length: 100 }, (_, number) =>
      engine.startExecution({ stateMachine: 'm', name: `e${begun + number}`, input: { number } }),
    )
    await Promise.all(lot)
    await engine.settled()
    say(`waiting: ${begun}/${count}`)
  }
  const bytesEach = (heap() - bytesOf(tokens) - before) / (count - 100)
  await engine.close()

  const began = performance.now()
  const again = engineOver(openStore(file), asks, keep)
  await again.resume()
  const readySeconds = (performance.now() - began) / 1000
  const times: number[] = []
  for (const token of tokens.slice(0, 100)) times.push(await timed(() => again.sendTaskSuccess(token, 'done')))
  await again.settled()
  await again.close()
  return { bytesEach, readySeconds, endMs: median(times) }
}

/** What the benchmark itself keeps. */
function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length + 24, 0)
}

function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

function newFile(): string {
  files += 1
  return join(folder, `${files}.sqlite`)
}
