/** A program that durability.test.ts kills: twenty executions whose steps hang the first time and answer the second. */
import { realClock } from '../../../functions/clock.ts'
import { openEngine } from '../../../local/workflow/engine.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { machine } from './bench.ts'

const [, , file = '', again] = process.argv
let hanging = 0
const called = { Type: 'Task', Resource: '${answer}', End: true }
const engine = openEngine({
  store: openStore(file),
  clock: realClock(),
  machines: {
    m: machine({
      W: { Type: 'Wait', Seconds: 1, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: called } },
          { StartAt: 'B', States: { B: called } },
        ],
        End: true,
      },
    }),
  },
  steps: () => (payload) => {
    if (again !== undefined) return payload
    hanging += 1
    if (hanging === 40) process.stdout.write('all hang\n')
    return new Promise(() => {})
  },
})
await engine.resume()
engine.keepTime()
if (again === undefined) {
  for (let number = 0; number < 20; number += 1)
    await engine.startExecution({ stateMachine: 'm', name: `e${number}`, input: number })
  setInterval(() => {}, 1000)
} else {
  await engine.settled()
  const { executions } = await engine.listExecutions()
  const shown = executions
    .toReversed()
    .map(({ name, status, output = 'null' }) => ({ name, status, output: JSON.parse(output) }))
  await engine.close()
  process.stdout.write(JSON.stringify(shown))
}
