/** The contexts of the programmes met in one page, each read once. */
import type { Table } from '../services.ts'
import { type ProgrammeContext, programmeContext } from '../stores/programmes.ts'

export function contexts(table: Table): (programme: string) => Promise<ProgrammeContext | undefined> {
  const read = new Map<string, Promise<ProgrammeContext | undefined>>()
  return (programme) => {
    const known = read.get(programme) ?? programmeContext(table, programme)
    read.set(programme, known)
    return known
  }
}
