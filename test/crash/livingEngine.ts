/**
 * A process that engine.ts kills: it takes up what the last one left, starts what is still to be started, completes
 * tokens, and writes down what was acknowledged to it and what its steps were called with. A line that is written is
 * there however the process ends.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../domain/days.ts'
import { openEngine } from '../../local/workflow/engine.ts'
import { openStore } from '../../local/workflow/store.ts'
import { steppedClock } from '../../local/workflow/time.ts'
import { machines, scriptedSteps, startOf } from './scriptedSteps.ts'

const [folder = '', isLast] = process.argv.slice(2)
const file = (name: string) => join(folder, name)
const lines = (name: string) =>
  existsSync(file(name)) ? readFileSync(file(name), 'utf8').split('\n').slice(0, -1) : []
const write = (name: string, line: string) => appendFileSync(file(name), `${line}\n`)

/** It stands while nobody lives, so that no step runs out of its time because its process was killed. */
const clock = steppedClock((lines('clock').at(-1) ?? '2013-01-01T00:00:00.000Z') as Instant)

const failed = new Set(lines('failed'))
const acknowledged = new Set(lines('acknowledged'))
const engine = openEngine({
  store: openStore(file('executions.sqlite')),
  clock,
  machines,
  steps: scriptedSteps({
    called: (execution, name, payload) => write('called', JSON.stringify([execution, name, payload])),
    failsFirst(call) {
      if (failed.has(call)) return false
      failed.add(call)
      write('failed', call)
      return true
    },
    waits(token, call) {
      // Every second one is left to its timeout.
      if (call.charCodeAt(call.length - 1) % 2 === 0) setTimeout(() => complete(token, call), 20)
    },
  }),
})

async function complete(token: string, call: string): Promise<void> {
  try {
    await engine.sendTaskSuccess(token, { call })
    write('completed', call)
  } catch {
    // Its time was over, or a process that was killed had completed it without hearing so.
  }
}

process.stdout.write('alive\n')
await engine.resume()
// What the last life began without hearing that it was begun.
const begun = lines('begun').length
for (let number = 0; number < begun; number += 1) if (!acknowledged.has(startOf(number).name)) await begin(number)
for (let number = begun; ; number += 1) {
  if (isLast === undefined) {
    write('begun', startOf(number).name)
    await begin(number)
  }
  // The clock moves on once all is quiet: no step runs out of its time because this machine is slow.
  await engine.settled()
  const due = engine.nextDue()
  if (due === undefined && isLast !== undefined) break
  if (due !== undefined && due > clock.now()) {
    write('clock', due)
    clock.moveTo(due)
  }
  await engine.runDue()
  await new Promise((resolve) => setTimeout(resolve, 1))
}
await engine.settled()
await engine.close()

async function begin(number: number): Promise<void> {
  const start = startOf(number)
  // A process that was killed may have begun and ended it, and not heard so.
  await engine.startExecution(start).catch((refusal) => {
    if (refusal.code !== 'ExecutionAlreadyExists') throw refusal
  })
  write('acknowledged', start.name)
}
