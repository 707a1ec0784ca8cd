/**
 * Executions keep the definition they started with, so a step is called for a year with what its first version was
 * given. What is recorded here is never changed: a new shape is recorded beside the old.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { machines, stepNamed, tasksIn } from './stateMachines.ts'

const recorded: { readonly [step: string]: readonly object[] } = JSON.parse(
  readFileSync('test/workflows/recordedInputs.json', 'utf8'),
)

/** A world without anything in it: whatever a step does here, it must first have understood what it was given. */
const nothing = {
  table: {
    get: async () => undefined,
    query: async () => ({ items: [] }),
    transact: async () => ({ committed: true }),
  },
  clock: { now: () => '2013-01-08T01:00:00.000Z', today: () => '2013-01-08' },
  workflows: { complete: async () => 'taskDoesNotExist' },
}

describe.each(Object.entries(recorded))('%s', (name, inputs) => {
  it.each(inputs.map((input) => [JSON.stringify(input), input] as const))('understands %s', async (_, input) => {
    const { step } = await import(`../../functions/steps/${name}.ts`)
    const misunderstood = await step(nothing, input).then(
      () => undefined,
      (error: unknown) => (error instanceof z.core.$ZodError ? error.message : undefined),
    )
    expect(misunderstood).toBeUndefined()
  })

  it('refuses what it does not know', async () => {
    const { step } = await import(`../../functions/steps/${name}.ts`)
    await expect(step(nothing, { ...inputs[0], unknown: true })).rejects.toBeInstanceOf(z.core.$ZodError)
  })
})

describe('the state machines', () => {
  const tasks = [...machines].flatMap(([machine, one]) =>
    tasksIn(one).map(([state, task]) => ({ machine, state, task })),
  )

  it.each(tasks)('$machine gives $state what is recorded of its step', ({ task }) => {
    const given = Object.keys(task.Arguments?.Payload ?? {}).toSorted()
    const known = (recorded[stepNamed(task)] ?? []).map((input) => Object.keys(input).toSorted())
    expect(known).toContainEqual(given)
  })
})
