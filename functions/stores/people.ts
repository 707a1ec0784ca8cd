/** People: PERSON#id and the register PEOPLE, which every request reads to know who is asking. */
import type { Person } from '../../domain/agencies/person.ts'
import type { Occasion } from '../../domain/tasks/task.ts'
import type { Table } from '../services.ts'
import { registerWrites } from './programmes.ts'
import { createAll, type Keeping, recordWrites, thingOf } from './record.ts'
import { destructionPlace } from './removables.ts'

/** As agencies do, people stand in the trail of the programme that brought them. */
export type PersonState = Person & { readonly programme: string }

export const personKeeping: Keeping<PersonState> = {
  kind: 'PERSON',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  indexesOf: ({ id, destruction }) => destructionPlace(thingOf('PERSON', id), destruction),
  besides: (_, person) => registerWrites('PEOPLE', person),
  removable: ['person.name', 'person.mailbox'],
}

/** Registers people; whoever is there already stays as they are, so that it may be run again. */
export async function registerPeople(
  table: Table,
  programme: string,
  people: readonly Person[],
  occasion: Occasion,
): Promise<void> {
  const creations = people.map((person) => {
    const change = { type: 'personEntered', data: { person }, state: { ...person, programme } }
    return { writes: recordWrites(personKeeping, undefined, change, occasion).writes }
  })
  await createAll(table, creations)
}
