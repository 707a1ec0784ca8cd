/** The contexts of the programmes met in one page, each asked for once. */
import type { Table } from '../services.ts'
import { type ProgrammeContext, programmeContext } from '../stores/programmes.ts'

export function contexts(table: Table): (programme: string) => Promise<ProgrammeContext | undefined> {
  const known = new Map<string, Promise<ProgrammeContext | undefined>>()
  return (programme) => {
    const context = known.get(programme) ?? programmeContext(table, programme)
    known.set(programme, context)
    return context
  }
}
