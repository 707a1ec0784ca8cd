/**
 * Steps that lead each of the product's six workflows through all it can do: every turn of a cycle, every page, waits,
 * tokens, steps that fail once and are retried, cycles handed over, executions that fail. Each answers by its payload
 * alone, so an execution that is killed and called again must end as it would have without.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Json } from '../../functions/services.ts'
import { type Step, StepFailure } from '../../local/workflow/steps.ts'

interface Machine {
  readonly StartAt: string
  readonly States: { readonly [name: string]: { readonly Choices?: readonly { readonly Condition: string }[] } }
}

const folder = new URL('../../workflows/', import.meta.url)

/** The definitions by name, with the steps' own names in place of their ARNs. */
export const machines: { readonly [name: string]: Json } = Object.fromEntries(
  readdirSync(folder).map((file) => [
    file.replace('.asl.json', ''),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8').replaceAll(/\$\{(\w+)\}/g, '$1')),
  ]),
)

/** What a step may do in its life beside answering. */
export interface Life {
  /** Before anything else of a call. */
  readonly called: (execution: string, name: string, payload: Json) => void
  /** Whether this call has failed before, in this process or in one that was killed. */
  readonly failsFirst: (call: string) => boolean
  /** The token that somebody may complete. */
  readonly waits: (token: string, call: string) => void
}

type Payload = { readonly [name: string]: Json }

export function scriptedSteps(life: Life): (name: string) => Step {
  return (name) =>
    (json, { execution, token }) => {
      const payload = json as Payload
      const call = [execution, name, digest(json)].join(' ')
      life.called(execution, name, json)
      const chance = Number.parseInt(digest(call).slice(0, 4), 16) / 0x10000
      if (chance < 0.15 && life.failsFirst(call)) throw new StepFailure('TableBusy', 'tried again later')
      if (chance > 0.995 && name !== 'recordExecutionOutcome') throw new StepFailure('Broken', 'for good')
      if (name === 'awaitChange' && token !== undefined) life.waits(token, call)
      return answer(name, payload, execution, chance)
    }
}

function answer(name: string, payload: Payload, execution: string, chance: number): Json {
  const waitSeconds = 60 + Math.floor(chance * 20 * 86_400)
  switch (name) {
    case 'nextStep':
      return turnOf(execution, Number(payload['turn']), waitSeconds)
    case 'takeRound':
      return { taken: chance < 0.9, day: '2013-05-06', isWorkingDay: chance < 0.8, outcome: {} }
    case 'validateProgramme':
      return { isValid: chance < 0.9, problems: [] }
    case 'materialiseProgramme':
      return { programme: '28-ctrhd-tu', assignments: 118, day: '2013-05-06', isWorkingDay: chance < 0.8 }
    case 'openWork':
    case 'layOutReminders':
    case 'sendDigests': {
      const isFirst = payload['page'] === null
      const pages = { page: isFirst ? '2' : null, more: isFirst, outcome: { letters: isFirst ? 1 : 2 } }
      return { ...pages, waits: isFirst && chance < 0.5, waitSeconds: 15 }
    }
    default:
      return { after: payload['after'] === null ? '2' : null, sums: { done: 1 }, refused: 0 }
  }
}

/** The cycle's turns are those that its machine knows, one after another, and then its end. */
function turnOf(execution: string, turn: number, waitSeconds: number): Json {
  const machine = execution.split(':').at(-2) ?? ''
  const turns = turnsOf(machine)
  const { doing, stage } = turns[turn] ?? { doing: waitSeconds % 10 === 0 ? 'handOver' : 'end', stage: null }
  return { do: doing, stage, until: '2013-05-06', waitSeconds }
}

function turnsOf(machine: string) {
  const { States } = machines[machine] as unknown as Machine
  const rules = (States['WhatIsNext']?.Choices ?? []).map(({ Condition }) => ({
    doing: /\$doing = '(\w+)'/.exec(Condition)?.[1] ?? '',
    stage: /\$stage = '(\w+)'/.exec(Condition)?.[1] ?? null,
  }))
  return rules.filter(({ doing }) => doing !== 'end' && doing !== 'handOver')
}

/** What the execution of that number is begun as. */
export function startOf(number: number): { stateMachine: string; name: string; input: Json } {
  const names = Object.keys(machines)
  const stateMachine = names[number % names.length] ?? ''
  const name = `e${number}`
  return { stateMachine, name, input: { cycleId: name, attempt: 1, launchId: name } }
}

/** Without the token, which another call of the same step has anew. */
export function digest(json: Json): string {
  const { token: _, ...known } =
    typeof json === 'object' && json !== null ? { token: '', ...json } : { token: '', json }
  return createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 16)
}
