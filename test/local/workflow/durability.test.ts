/**
 * What a crash leaves behind. A crash is a store that stops writing: whatever the engine would have done next is lost
 * with all that it had in memory, and a new engine finds what was written.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Json } from '../../../functions/services.ts'
import { memoryExecutions } from '../../../local/memory/executions.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { type Engine, openEngine } from '../../../local/workflow/engine.ts'
import type { Step } from '../../../local/workflow/steps.ts'
import { openStore, type Store } from '../../../local/workflow/store.ts'
import { advance, type SteppedClock, steppedClock } from '../../../local/workflow/time.ts'
import { at, endOf, machine, start } from './bench.ts'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-workflow-'))
afterAll(() => rmSync(folder, { recursive: true }))

const killed = fileURLToPath(new URL('./killed.ts', import.meta.url))

let files = 0
function newFile(): string {
  files += 1
  return join(folder, `${files}.sqlite`)
}

class Crash extends Error {
  override name = 'Crash'
}

/** The process dies with the commit of that number: with everything in it written, or with nothing. */
function crashing(store: Store, commit: number, isWritten: boolean): Store {
  let commits = 0
  return {
    ...store,
    transaction(work) {
      commits += 1
      if (commits > commit || (commits === commit && !isWritten)) throw new Crash()
      store.transaction(work)
      if (commits === commit) throw new Crash()
    },
  }
}

interface Run {
  readonly definition: Json
  readonly input: Json
  readonly step: Step
  /** Where the executions are kept; in SQLite unless it says otherwise. */
  readonly openedStore?: () => Store
  /** How the clock goes to the end: in steps of so many seconds, or stopping only where something is due. */
  readonly stepSeconds?: number
}

const horizonSeconds = 4000

async function goThrough(
  { definition, input, step, openedStore = () => openStore(':memory:'), stepSeconds = horizonSeconds }: Run,
  crashAt?: { commit: number; isWritten: boolean },
) {
  const store = openedStore()
  let life = 1
  const dead = new Set<number>()
  const time = steppedClock(start)
  const clock: SteppedClock = {
    now: time.now,
    moveTo(moment) {
      // Nobody moves the clock of a process that has died.
      if (dead.has(life)) throw new Crash()
      time.moveTo(moment)
    },
  }
  const open = (opened: Store) => {
    const mine = life
    return openEngine({
      store: opened,
      clock,
      machines: { m: definition },
      steps: () => step,
      chance: () => 0,
      onFault: (fault) => {
        if (!(fault instanceof Crash)) throw fault
        dead.add(mine)
      },
    })
  }
  const live = async (engine: Engine): Promise<void> => {
    await engine.resume()
    await engine.startExecution({ stateMachine: 'm', name: 'one', input }).catch((error) => {
      if (error.code !== 'ExecutionAlreadyExists') throw error
    })
    for (let seconds = stepSeconds; seconds <= horizonSeconds; seconds += stepSeconds) {
      if (at(seconds) >= clock.now()) await advance(engine, clock, at(seconds))
    }
  }
  let engine = open(crashAt === undefined ? store : crashing(store, crashAt.commit, crashAt.isWritten))
  try {
    await live(engine)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
    life = 2
    engine = open(store)
    await live(engine)
  }
  const ended = await endOf(engine, 'arn:aws:states:ap-southeast-1:000000000000:execution:m:one')
  await engine.close()
  return ended
}

/** Machines of every kind of state that leads somewhere, with calls that fail now and then. */
const branching = fc.letrec<{ block: Json; state: Json }>((tie) => ({
  state: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constant({ Type: 'Pass', Assign: { x: '{% $states.input %}' }, Output: '{% [$states.input] %}' }),
    fc.constant({
      Type: 'Task',
      Resource: '${step}',
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
      Catch: [],
    }),
    fc.integer({ min: 0, max: 20 }).map((Seconds) => ({ Type: 'Wait', Seconds })),
    fc.constantFrom('$exists($states.input.called)', "$type($states.input) = 'array'", 'true').map((condition) => ({
      Type: 'Choice',
      Choices: [{ Condition: `{% ${condition} %}`, Assign: { x: 1 }, Output: '{% [$states.input, 1] %}' }],
      Output: '{% [$states.input, 0] %}',
    })),
    fc.record({ Type: fc.constant('Parallel'), Branches: fc.array(tie('block'), { minLength: 1, maxLength: 2 }) }),
    fc.record({
      Type: fc.constant('Map'),
      Items: fc.constant([1, 2, 3]),
      MaxConcurrency: fc.integer({ min: 0, max: 2 }),
      ItemProcessor: tie('block'),
    }),
  ) as fc.Arbitrary<Json>,
  block: fc.array(tie('state'), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<Json>,
}))

/** The arrays of states as blocks, with names of their own and a Next each. */
function named(block: Json, prefix = 'S'): { StartAt: string; States: { [name: string]: Json } } {
  const states = Array.isArray(block) ? [...block] : []
  // A choice leads somewhere: to the next state, or past it.
  if (states.at(-1)?.Type === 'Choice') states.push({ Type: 'Pass' })
  const nameOf = (index: number) => `${prefix}${index}`
  const last = states.length - 1
  const entries = states.map((state, index): [string, Json] => {
    const { Branches, ItemProcessor, Assign, Choices, ...fields } = state
    if (Choices) {
      const [rule] = Choices
      const chosen = { ...rule, Assign: { [`x${nameOf(index)}`]: 1 }, Next: nameOf(index + 1) }
      return [nameOf(index), { ...fields, Choices: [chosen], Default: nameOf(Math.min(index + 2, last)) }]
    }
    return [
      nameOf(index),
      {
        ...fields,
        ...(Assign && { Assign: { [`x${nameOf(index)}`]: Assign.x } }),
        ...(Branches && {
          Branches: Branches.map((branch: Json, at: number) => named(branch, `${nameOf(index)}b${at}`)),
        }),
        ...(ItemProcessor && { ItemProcessor: named(ItemProcessor, `${nameOf(index)}m`) }),
        ...(index === last ? { End: true } : { Next: nameOf(index + 1) }),
      },
    ]
  })
  return { StartAt: nameOf(0), States: Object.fromEntries(entries) }
}

/** Answers by its payload alone, so that a call made again answers the same; fails where the payload says so. */
const step: Step = (payload) => {
  const text = JSON.stringify(payload)
  if (text.includes('3')) throw new Error('ba thì không được')
  return { called: payload }
}

const machines = fc.record({ block: branching.block, input: fc.constantFrom<Json>(1, [3], { a: null }) })

/** Counts the commits of a run. */
function counted(store: Store): { readonly store: Store; readonly commits: () => number } {
  let commits = 0
  const counting: Store = {
    ...store,
    transaction(work) {
      store.transaction(work)
      commits += 1
    },
  }
  return { store: counting, commits: () => commits }
}

test('a crash at whichever commit changes no result', async () => {
  await fc.assert(
    fc.asyncProperty(
      machines,
      fc.constantFrom(() => openStore(':memory:'), memoryExecutions),
      async ({ block, input }, openedStore) => {
        const definition = { QueryLanguage: 'JSONata', ...named(block) }
        const { store, commits } = counted(openedStore())
        const plain = await goThrough({ definition, input, step, openedStore: () => store })
        const { status, output, error, cause, endedAfterSeconds } = plain
        const whole = commits()
        for (let commit = 1; commit <= whole; commit += 1) {
          for (const isWritten of [true, false]) {
            const crashed = await goThrough({ definition, input, step, openedStore }, { commit, isWritten })
            expect(crashed).toMatchObject({
              status,
              ...(output !== undefined && { output }),
              ...(error && { error }),
              ...(cause && { cause }),
              endedAfterSeconds,
            })
            // Where one branch fails, how far the others came depends on who was asked first.
            if (status === 'SUCCEEDED') expect([...crashed.history].sort()).toEqual([...plain.history].sort())
          }
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('the size of the clock’s steps changes no result', async () => {
  await fc.assert(
    fc.asyncProperty(machines, fc.integer({ min: 1, max: 500 }), async ({ block, input }, stepSeconds) => {
      const definition = { QueryLanguage: 'JSONata', ...named(block) }
      const one = await goThrough({ definition, input, step })
      const many = await goThrough({ definition, input, step, stepSeconds })
      expect(many.events).toEqual(one.events)
    }),
    { numRuns: 150 },
  )
})

const deaths = [1, 2, 3, 4, 5, 6].flatMap((commit) => [true, false].map((isWritten) => ({ commit, isWritten })))

test.each([
  ['SQLite', () => openStore(':memory:')],
  ['memory', memoryExecutions],
])(
  'an execution that nobody waits for any more is stopped by the next process at the latest, in %s',
  async (_, opened) => {
    const machines = {
      waits: machine({
        S: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync',
          Arguments: { StateMachineArn: '${other}', Name: 'một' },
          TimeoutSeconds: 60,
          End: true,
        },
      }),
      other: machine({ W: { Type: 'Wait', Seconds: 600, End: true } }),
    }
    for (const { commit, isWritten } of deaths) {
      const clock = steppedClock(start)
      const store = opened()
      const live = async (over: Store): Promise<Engine> => {
        let isDead = false
        const die = () => {
          isDead = true
        }
        const engine = openEngine({ store: over, clock, machines, steps: () => undefined, onFault: die })
        await engine.resume()
        await engine.startExecution({ stateMachine: 'waits', name: 'một' }).catch(() => {})
        await engine.settled()
        for (let due = engine.nextDue(); due !== undefined && due <= at(60) && !isDead; due = engine.nextDue()) {
          clock.moveTo(due)
          await engine.runDue().catch(die)
          await engine.settled()
        }
        return engine
      }
      await live(crashing(store, commit, isWritten))
      const engine = await live(store)
      const ends = (await engine.listExecutions()).executions.map(({ status }) => status)
      expect({ commit, isWritten, ends }).toEqual({ commit, isWritten, ends: ['ABORTED', 'FAILED'] })
      await engine.close()
    }
  },
)

describe('after a crash', () => {
  const asks = machine({
    T: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask' },
      TimeoutSeconds: 600,
      End: true,
    },
  })

  function open(file: string, ask: Step, clock: SteppedClock = steppedClock(start)) {
    return openEngine({ store: openStore(file), clock, machines: { asks }, steps: () => ask })
  }

  test('a call that was under way is made again, with the same token', async () => {
    const file = newFile()
    const tokens: (string | undefined)[] = []
    const first = open(file, (_payload, { token }) => {
      tokens.push(token)
      return new Promise(() => {})
    })
    await first.startExecution({ stateMachine: 'asks', name: 'one' })
    await first.settled(() => 1)
    await first.close()
    const second = open(file, (_payload, { token }) => tokens.push(token))
    await second.resume()
    await second.settled()
    expect(tokens).toEqual([tokens[0], tokens[0]])
    await second.sendTaskSuccess(tokens[0] ?? '', 'xong')
    expect((await endOf(second, 'arn:aws:states:::execution:asks:one')).output).toBe('xong')
    await second.close()
  })

  test('a task that only waits is not called again, and its time goes on', async () => {
    const file = newFile()
    const first = open(file, () => null)
    await first.startExecution({ stateMachine: 'asks', name: 'one' })
    await first.settled()
    await first.close()
    const clock = steppedClock(start)
    const second = open(file, () => expect.unreachable('the step was called again'), clock)
    await second.resume()
    expect(second.nextDue()).toBe(at(600))
    await advance(second, clock, at(700))
    expect(await endOf(second, 'arn:aws:states:::execution:asks:one')).toMatchObject({
      error: 'States.Timeout',
      endedAfterSeconds: 600,
    })
    await second.close()
  })

  test('an execution keeps the definition it started with', async () => {
    const file = newFile()
    const waits = (output: string) => machine({ W: { Type: 'Wait', Seconds: 60, Output: output, End: true } })
    const first = openEngine({
      store: openStore(file),
      clock: steppedClock(start),
      machines: { m: waits('cũ') },
      steps: () => undefined,
    })
    await first.startExecution({ stateMachine: 'm', name: 'one' })
    await first.close()
    const clock = steppedClock(start)
    const second = openEngine({ store: openStore(file), clock, machines: { m: waits('mới') }, steps: () => undefined })
    await second.resume()
    await second.startExecution({ stateMachine: 'm', name: 'two' })
    await advance(second, clock, at(61))
    const { executions } = await second.listExecutions()
    expect(executions.map(({ output }) => output)).toEqual(['"mới"', '"cũ"'])
    await second.close()
  })

  test('a failure that nobody was told of is told after all', async () => {
    const file = newFile()
    const quick = { m: machine({ F: { Type: 'Fail', Error: 'Sai' } }) }
    const never = new Promise(() => {})
    const first = openEngine({
      store: openStore(file),
      clock: steppedClock(start),
      machines: quick,
      steps: () => undefined,
      onEnd: () => never,
    })
    const { executionArn } = await first.startExecution({ stateMachine: 'm' })
    while ((await first.describeExecution(executionArn)).status === 'RUNNING') await new Promise(setImmediate)
    await first.close()
    const told: string[] = []
    const second = openEngine({
      store: openStore(file),
      clock: steppedClock(start),
      machines: quick,
      steps: () => undefined,
      onEnd: ({ status }) => told.push(status),
    })
    await second.resume()
    await second.settled()
    expect(told).toEqual(['FAILED'])
    await second.close()
  })
})

test('five thousand waits cost no memory, and looking what is due costs an index', async () => {
  const clock = steppedClock(start)
  const store = openStore(':memory:')
  const waits = machine({ W: { Type: 'Wait', Seconds: '{% $states.input.days * 86400 %}', End: true } })
  const engine = openEngine({ store, clock, machines: { waits }, steps: () => undefined })
  for (let number = 0; number < 5000; number += 1) {
    await engine.startExecution({ stateMachine: 'waits', name: `w${number}`, input: { days: 1 + (number % 300) } })
  }
  await engine.settled()
  expect(store.interrupted()).toEqual([])
  expect(engine.nextDue()).toBe(at(86_400))
  const began = performance.now()
  for (let times = 0; times < 1000; times += 1) engine.nextDue()
  expect(performance.now() - began).toBeLessThan(500)
  await advance(engine, clock, at(2 * 86_400))
  expect((await engine.listExecutions({ status: 'SUCCEEDED', limit: 100 })).executions).toHaveLength(34)
  await engine.close()
})

test('the table of the product and the engine live in one file', async () => {
  const file = newFile()
  const table = openTable(file)
  await table.transact([{ put: { key: { pk: 'A', sk: 'B' }, value: { n: 1 } } }])
  const engine = openEngine({
    store: openStore(file),
    clock: steppedClock(start),
    machines: { m: machine({ P: { Type: 'Pass', End: true } }) },
    steps: () => undefined,
  })
  await Promise.all([
    engine.startExecution({ stateMachine: 'm' }),
    table.transact([{ put: { key: { pk: 'A', sk: 'C' }, value: { n: 2 } } }]),
  ])
  await engine.settled()
  await engine.close()
  table.close()
  const again = openTable(file)
  expect((await again.query({ pk: 'A', limit: 10 })).items).toHaveLength(2)
  again.close()
  const database = new DatabaseSync(file)
  expect(database.prepare('SELECT status FROM executions').all()).toEqual([{ status: 'SUCCEEDED' }])
  database.close()
})

test('a process that is killed in the middle is taken up by the next, in real time', async () => {
  const file = newFile()
  const child = spawn(process.execPath, [killed, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((heard) => child.stdout.once('data', heard))
  child.kill('SIGKILL')
  await new Promise((gone) => child.once('exit', gone))
  const second = spawn(process.execPath, [killed, file, 'again'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  second.stdout.on('data', (text) => {
    said += text
  })
  await new Promise((gone) => second.once('exit', gone))
  expect(JSON.parse(said)).toEqual(
    Array.from({ length: 20 }, (_, number) => ({ name: `e${number}`, status: 'SUCCEEDED', output: [number, number] })),
  )
})
