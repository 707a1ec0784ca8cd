/** `dondoc asl CASES.json`: recorded executions of Step Functions, run on the embedded engine. */
import { readFileSync } from 'node:fs'
import type { Instant } from '../../domain/days.ts'
import type { Json } from '../../functions/services.ts'
import { type Engine, historyOf, InvalidDefinition, openEngine } from '../workflow/engine.ts'
import { isObject } from '../workflow/json.ts'
import { type Step, StepFailure } from '../workflow/steps.ts'
import { openStore } from '../workflow/store.ts'
import { type SteppedClock, steppedClock } from '../workflow/time.ts'
import { onlyPositional } from './arguments.ts'
import type { Command } from './command.ts'
import { refuse } from './refuse.ts'

const help = `Cách dùng: dondoc asl TRƯỜNG-HỢP.json [--json]

Chạy các trường hợp kiểm tra của Amazon States Language (phương ngữ JSONata) trên động cơ luồng công việc nhúng. Mỗi
trường hợp có id, template (định nghĩa), input và lambdas (cách mỗi hàm trả lời). Thời gian chờ không phải chờ thật:
đồng hồ được đẩy tới.

  --json   in một mảng JSON: id, status, output hoặc error và cause, history`

export const command: Command = {
  help,
  options: { json: { type: 'boolean' } },
  run: async ({ positionals, values, out, err, resolve }) => {
    const path = onlyPositional(positionals, 'tệp trường hợp')
    const read = readCases(resolve(path))
    if ('problem' in read)
      return refuse([{ code: 'unreadable-file', sentence: `${path}: ${read.problem}` }], { values, out, err })
    const results: Result[] = []
    for (const one of read.cases) results.push(await runCase(one))
    if (values['json'] === true) out(JSON.stringify(results, null, 2))
    else for (const { id, status, error } of results) out([id, status, error ?? ''].join('  ').trimEnd())
    return 0
  },
}

interface Case {
  readonly id: string
  readonly template: Json
  readonly input: Json
  readonly lambdas: { readonly [name: string]: Behaviour }
}

/** How a function of a case behaves. */
interface Behaviour {
  readonly echo?: boolean
  readonly return?: Json
  readonly error?: string
  readonly message?: string
  readonly repeat?: string
  readonly count?: number
  readonly delaySeconds?: number
  readonly callback?: 'success' | 'failure' | 'heartbeat-then-success' | 'none'
  readonly outputFrom?: string
  readonly cause?: string
}

interface Result {
  readonly id: string
  readonly status: string
  readonly output?: Json
  readonly error?: string
  readonly cause?: string
  readonly history?: readonly string[]
}

function readCases(file: string): { readonly cases: readonly Case[] } | { readonly problem: string } {
  let cases: unknown
  try {
    cases = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { problem: `không đọc được tệp trường hợp (${reason}). Đề nghị kiểm tra đường dẫn và nội dung JSON.` }
  }
  if (Array.isArray(cases) && cases.every(isCase)) return { cases }
  return { problem: 'tệp phải là một mảng JSON, mỗi trường hợp có “id” là một chuỗi và “template”. Đề nghị sửa tệp.' }
}

function isCase(value: unknown): value is Case {
  return isObject(value) && typeof value['id'] === 'string' && 'template' in value
}

async function runCase({ id, template, input = {}, lambdas = {} }: Case): Promise<Result> {
  // The present moment, so that timestamps in a case lie before or after it as they did when it was recorded.
  const clock = steppedClock(new Date().toISOString() as Instant)
  const alarms = alarmClock(clock)
  const store = openStore(':memory:')
  const faults: unknown[] = []
  try {
    const engine = openEngine({
      store,
      clock,
      machines: { case: template },
      steps: (name) => {
        const behaviour = Object.hasOwn(lambdas, name) ? lambdas[name] : undefined
        return behaviour && stepOf(behaviour, alarms, engine)
      },
      onFault: (fault) => faults.push(fault),
    })
    const { executionArn } = await engine.startExecution({ stateMachine: 'case', name: 'run', input })
    await liveThrough(engine, clock, alarms, async () => {
      const { status } = await engine.describeExecution(executionArn)
      return status !== 'RUNNING' || faults.length > 0
    })
    if (faults.length > 0) return broken(id, faults[0])
    const { status, output, error, cause } = await engine.describeExecution(executionArn)
    return {
      id,
      status,
      ...(output !== undefined && { output: JSON.parse(output) }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      history: await labels(engine, executionArn),
    }
  } catch (error) {
    return error instanceof InvalidDefinition ? { id, status: 'INVALID', cause: error.message } : broken(id, error)
  } finally {
    store.close()
  }
}

/** One case that breaks the engine keeps none of the others from running. */
function broken(id: string, fault: unknown): Result {
  return { id, status: 'BROKEN', cause: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }
}

/** Moves the clock from one thing that is due to the next, until the end or until nothing is due any more. */
async function liveThrough(
  engine: Engine,
  clock: SteppedClock,
  alarms: Alarms,
  isOver: () => Promise<boolean>,
): Promise<void> {
  await engine.settled(alarms.sleeping)
  while (!(await isOver())) {
    const [next] = [engine.nextDue(), alarms.next()].filter((moment) => moment !== undefined).sort()
    if (next === undefined) return
    if (next > clock.now()) clock.moveTo(next)
    // A function that answers at the very end of its time was in time.
    await alarms.ring()
    await engine.settled(alarms.sleeping)
    await engine.runDue()
    await engine.settled(alarms.sleeping)
  }
}

/** Event types in order; what enters or leaves a state also says which. */
async function labels(engine: Engine, arn: string): Promise<string[]> {
  const events = await historyOf(engine, arn)
  return events.map(({ type, ...event }) => {
    const details = event['stateEnteredEventDetails'] ?? event['stateExitedEventDetails']
    return isObject(details) ? `${type}:${details['name']}` : type
  })
}

function stepOf(behaviour: Behaviour, alarms: Alarms, engine: Engine): Step {
  return async (payload, { token }) => {
    if (behaviour.delaySeconds !== undefined) await alarms.sleep(behaviour.delaySeconds)
    if (behaviour.callback !== undefined && token !== undefined) {
      alarms.later(0, () => callBack(behaviour, token, payload, alarms, engine))
      return {}
    }
    if (behaviour.error !== undefined) {
      const { error, message = '' } = behaviour
      throw new StepFailure(
        error,
        JSON.stringify({
          errorMessage: message,
          errorType: error,
          requestId: '00000000-0000-0000-0000-000000000000',
          stackTrace: [],
        }),
      )
    }
    if (behaviour.repeat !== undefined) return behaviour.repeat.repeat(behaviour.count ?? 1)
    return behaviour.echo ? payload : (behaviour.return ?? null)
  }
}

/** What the holder of a token does. A token that is over is nobody's fault here: the case shows what came of it. */
async function callBack(
  behaviour: Behaviour,
  token: string,
  payload: Json,
  alarms: Alarms,
  engine: Engine,
): Promise<void> {
  const { callback, outputFrom, error = null, cause = null } = behaviour
  const output =
    outputFrom !== undefined && isObject(payload)
      ? ((payload as { [name: string]: Json })[outputFrom] ?? null)
      : payload
  const isOver = () => {}
  if (callback === 'success') await engine.sendTaskSuccess(token, output).catch(isOver)
  if (callback === 'failure') await engine.sendTaskFailure(token, { error, cause }).catch(isOver)
  if (callback === 'heartbeat-then-success') beat(5)

  function beat(times: number): void {
    alarms.later(1, async () => {
      if (times === 0) return engine.sendTaskSuccess(token, output).catch(isOver)
      await engine.sendTaskHeartbeat(token).catch(isOver)
      beat(times - 1)
    })
  }
}

type Alarms = ReturnType<typeof alarmClock>

/** What the functions of a case have still to do, on the clock that is moved. */
function alarmClock(clock: { now(): Instant }) {
  let waiting: { readonly at: Instant; readonly ring: () => unknown }[] = []
  let sleepers = 0
  const later = (seconds: number, ring: () => unknown): void => {
    waiting.push({ at: new Date(Date.parse(clock.now()) + seconds * 1000).toISOString() as Instant, ring })
  }
  return {
    later,
    sleep(seconds: number): Promise<void> {
      sleepers += 1
      return new Promise((resolve) => {
        later(seconds, () => {
          sleepers -= 1
          resolve()
        })
      })
    },
    sleeping: () => sleepers,
    next: () => waiting.map(({ at }) => at).sort()[0],
    async ring(): Promise<void> {
      const due = waiting.filter(({ at }) => at <= clock.now())
      waiting = waiting.filter(({ at }) => at > clock.now())
      for (const { ring } of due) await ring()
    },
  }
}
