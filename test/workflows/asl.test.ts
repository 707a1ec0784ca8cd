import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { courses } from '../../domain/cycles/cycle.ts'
import { nextStep } from '../../domain/cycles/nextStep.ts'
import { CycleKind } from '../../domain/programme/schema.ts'
import { aCycle, atStage } from '../domain/cycles/builders.ts'
import { isWaitForToken, machines, machineTexts, passing, stepNamed, tasksIn } from './stateMachines.ts'

// The package carries its types where no import finds them.
const validate: (definition: object) => { readonly isValid: boolean; errorsText(separator: string): string } =
  createRequire(import.meta.url)('asl-validator')

const all = [...machines]
const cycleMachines = all.filter(([name]) => CycleKind.safeParse(name).success)

describe.each(all)('%s', (name, machine) => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validate(structuredClone(machine))
    expect(isValid, errorsText('\n')).toBe(true)
  })

  it('reads no time: a step says how many seconds to wait', () => {
    expect(machineTexts.get(name)).not.toMatch(/\$(?:now|millis|toMillis|fromMillis)\b/)
  })

  it.each(tasksIn(machine))('%s retries what passes, catches the rest, and has its time', (_, state) => {
    const retried = (state.Retry ?? []).flatMap(({ ErrorEquals }) => ErrorEquals)
    expect(retried).toEqual(isWaitForToken(state) ? passing : [...passing, 'States.Timeout'])
    expect(state.Catch?.at(-1)?.ErrorEquals).toEqual(['States.ALL'])
    expect(state.TimeoutSeconds).toBeDefined()
  })

  it('waits for a token until a day, and takes the end of the wait for an answer, not for a failure', () => {
    for (const [, state] of tasksIn(machine).filter(([, one]) => isWaitForToken(one))) {
      expect(state.TimeoutSeconds).toBe('{% $waitSeconds %}')
      expect(state.Catch?.[0]).toMatchObject({ ErrorEquals: ['States.Timeout'], Next: 'NextStep' })
    }
  })

  it('reaches every one of its states', () => {
    const reached = new Set([machine.StartAt])
    for (const one of reached) {
      const { Next, Default, Choices = [], Catch = [] } = machine.States[one] ?? { Type: 'missing' }
      for (const next of [Next, Default, ...Choices.map((rule) => rule.Next), ...Catch.map((rule) => rule.Next)]) {
        if (next) reached.add(next)
      }
    }
    expect([...reached].toSorted()).toEqual(Object.keys(machine.States).toSorted())
  })

  it('ends by itself well within the year that AWS gives it', () => {
    expect(machine.TimeoutSeconds).toBeLessThan(310 * 86_400)
  })
})

describe.each(cycleMachines)('%s', (name, { States }) => {
  it('has a state for whatever is next at every stage of its course', () => {
    const kind = CycleKind.parse(name)
    const conditions = (States['WhatIsNext']?.Choices ?? []).map(({ Condition }) => Condition)
    for (const stage of courses[kind]) {
      const cycle = atStage(aCycle({ kind, closesOn: '2013-11-30', gatherUntil: '2013-12-07' }), stage)
      for (const today of ['2013-11-20', '2013-12-20'] as const) {
        const next = nextStep(cycle, { asked: 2, sent: 1 }, today)
        const wanted = next.do === 'wait' ? `$doing = 'wait' and $stage = '${stage}'` : `$doing = '${next.do}'`
        expect(conditions, `${stage} on ${today}`).toContain(`{% ${wanted} %}`)
      }
    }
  })

  it('hands over, and ends', () => {
    const conditions = (States['WhatIsNext']?.Choices ?? []).map(({ Condition }) => Condition)
    expect(conditions).toEqual(expect.arrayContaining(["{% $doing = 'handOver' %}", "{% $doing = 'end' %}"]))
  })
})

describe('the steps', () => {
  const files = readdirSync('functions/steps').map((file) => file.replace(/\.ts$/, ''))
  const steps = files.filter((file) =>
    readFileSync(`functions/steps/${file}.ts`, 'utf8').includes('export const step ='),
  )
  const called = new Set(all.flatMap(([, machine]) => tasksIn(machine).map(([, state]) => stepNamed(state))))

  it('are named by their files', () => {
    expect([...called].filter((name) => !steps.includes(name))).toEqual([])
  })

  it('are each called by a state machine', () => {
    expect(steps.filter((name) => !called.has(name))).toEqual([])
  })
})
