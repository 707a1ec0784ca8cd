/** What the entries of one page share, each asked for once: the registers, their cycles, the documents they rest on. */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Document } from '../../domain/programme/schema.ts'
import type { Table } from '../services.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { contextIn, documentById, type ProgrammeContext, type Registers, registersOf } from '../stores/programmes.ts'

export function contexts(table: Table): (programme: string) => Promise<ProgrammeContext | undefined> {
  const registersKnown = registers(table)
  return async (programme) => contextIn(await registersKnown(), programme)
}

export function registers(table: Table): () => Promise<Registers> {
  return once(() => registersOf(table))
}

export function documents(table: Table): (programme: string, id: string) => Promise<Document | undefined> {
  return once((programme, id) => documentById(table, programme, id))
}

export function cycles(table: Table): (id: string) => Promise<Cycle | undefined> {
  return once((id) => cycleById(table, id))
}

/** An answer is kept; a failure is that of one entry alone, and the next asks again. */
function once<Names extends readonly string[], Answer>(
  ask: (...names: Names) => Promise<Answer>,
): (...names: Names) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>()
  return async (...names) => {
    const name = JSON.stringify(names)
    const answer = asked.get(name) ?? ask(...names)
    asked.set(name, answer)
    try {
      return await answer
    } catch (error) {
      asked.delete(name)
      throw error
    }
  }
}
