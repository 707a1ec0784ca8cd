/**
 * Destroying a file or personal fields: asked for, confirmed by another, carried out. Confirmed first, then removed, then
 * recorded as done: a crash in between leaves a thing that says it is being destroyed, and confirming again goes on.
 */

import { isServing } from '../../domain/agencies/person.ts'
import { type DestroyedFile, isDestroyed, type StoredFile } from '../../domain/files/file.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import {
  askDestruction,
  confirmDestruction,
  type Destruction,
  type DestructionAsked,
  destroyedWritten,
  destructionConfirmed,
  destructionDone,
  dropDestruction,
  stageOf,
} from '../../domain/trail/destruction.ts'
import { isInClear } from '../../domain/trail/removable.ts'
import type { HttpServices, Table } from '../services.ts'
import { dropContent, fileKeeping, othersWith } from '../stores/files.ts'
import { type PersonState, personKeeping } from '../stores/people.ts'
import { type Change, change, thingOf } from '../stores/record.ts'
import { removeKept } from '../stores/removables.ts'
import { everyEvent } from '../stores/trail.ts'

type Services = Pick<HttpServices, 'table' | 'clock' | 'files'>
type FileState = StoredFile | DestroyedFile

/** The fields of a person that may be destroyed. */
export const personalFields = ['name', 'mailbox'] as const

export async function askForFile(
  services: Services,
  id: string,
  asked: Omit<DestructionAsked, 'paths'>,
  actor: Actor,
): Promise<FileState | Refusal> {
  const paths = ['file.name', 'file.sha256']
  const clear = await inClear(services.table, thingOf('FILE', id), paths)
  if (clear) return clear
  return change(services, fileKeeping, id, actor, (file, occasion) => {
    if (isDestroyed(file)) return { code: 'file-destroyed' }
    return fileChange('destructionAsked', file, askDestruction(file.destruction, { ...asked, paths }, occasion))
  })
}

export async function askForPerson(
  services: Services,
  id: string,
  {
    fields,
    ...asked
  }: Omit<DestructionAsked, 'paths'> & { readonly fields: readonly (typeof personalFields)[number][] },
  actor: Actor,
): Promise<PersonState | Refusal> {
  const paths = fields.map((field) => `person.${field}`)
  const clear = await inClear(services.table, thingOf('PERSON', id), paths)
  if (clear) return clear
  return change(services, personKeeping, id, actor, (person, occasion) => {
    if (isServing(person, occasion.day)) return { code: 'still-serving' }
    return personChange('destructionAsked', person, askDestruction(person.destruction, { ...asked, paths }, occasion))
  })
}

/** Answers the file of which nothing is left. Again, it goes on where it was cut off. */
export async function confirmForFile(services: Services, id: string, actor: Actor): Promise<FileState | Refusal> {
  const { table } = services
  const confirmed = await change(services, fileKeeping, id, actor, (file, occasion) =>
    isUnderWay(file)
      ? undefined
      : fileChange(destructionConfirmed, file, confirmDestruction(file.destruction, occasion)),
  )
  if (isRefusal(confirmed) || isDestroyed(confirmed)) return confirmed
  await destroyBytes(services, confirmed)
  await removeKept(table, thingOf('FILE', id), confirmed.destruction?.paths ?? [])
  return change(services, fileKeeping, id, actor, (file, { day }) => {
    if (isDestroyed(file) || !file.destruction) return undefined
    const { name: _, sha256: __, ...left } = file
    return fileChange(destructionDone, left, { ...file.destruction, doneOn: day })
  })
}

/** Answers the person, with the paper in the place of what was destroyed. */
export async function confirmForPerson(services: Services, id: string, actor: Actor): Promise<PersonState | Refusal> {
  const confirmed = await change(services, personKeeping, id, actor, (person, occasion) =>
    isUnderWay(person)
      ? undefined
      : personChange(destructionConfirmed, person, confirmDestruction(person.destruction, occasion)),
  )
  if (isRefusal(confirmed)) return confirmed
  const { destruction } = confirmed
  if (!destruction || stageOf(destruction) !== 'confirmed') return confirmed
  await removeKept(services.table, thingOf('PERSON', id), destruction.paths)
  return change(services, personKeeping, id, actor, (person, { day }) => {
    if (!person.destruction || stageOf(person.destruction) !== 'confirmed') return undefined
    const { paths, paper } = person.destruction
    const left = {
      ...person,
      ...(paths.includes('person.name') ? { name: destroyedWritten(paper) } : {}),
      // RFC 2606: no letter ever arrives there.
      ...(paths.includes('person.mailbox') ? { mailbox: `${person.id}@da-huy.invalid` } : {}),
    }
    return personChange(destructionDone, left, { ...person.destruction, doneOn: day })
  })
}

/** Taken back, or not agreed to. */
export function dropForFile(services: Services, id: string, actor: Actor): Promise<FileState | Refusal> {
  return change(services, fileKeeping, id, actor, (before) => {
    const refusal = dropDestruction(before.destruction)
    if (refusal || isDestroyed(before)) return refusal
    const { destruction: _, ...file } = before
    return { type: 'destructionDropped', data: { file }, state: file }
  })
}

export function dropForPerson(services: Services, id: string, actor: Actor): Promise<PersonState | Refusal> {
  return change(services, personKeeping, id, actor, ({ destruction, ...state }) => {
    const { programme: _, ...person } = state
    const refusal = dropDestruction(destruction)
    return refusal ?? { type: 'destructionDropped', data: { person }, state }
  })
}

/** A trail from before values were kept apart says them in its chain, out of which nothing can be taken. */
async function inClear(table: Table, thing: string, paths: readonly string[]): Promise<Refusal | undefined> {
  const events = await everyEvent(table, thing)
  const isClear = events.some(({ data }) => paths.some((path) => isInClear(data, path)))
  return isClear ? { code: 'not-removable' } : undefined
}

function isUnderWay({ destruction }: { readonly destruction?: Destruction | undefined }): boolean {
  return destruction !== undefined && stageOf(destruction) !== 'asked' && destruction.confirmedOn !== undefined
}

/** Each event of an entry carries it whole, so that the trail alone says what it became. */
function fileChange(
  type: string,
  before: Omit<DestroyedFile, 'destruction'>,
  destruction: Destruction | Refusal,
): Change<FileState> | Refusal {
  if (isRefusal(destruction)) return destruction
  const file = { ...before, destruction }
  return { type, data: { file, destruction }, state: file }
}

function personChange(
  type: string,
  before: PersonState,
  destruction: Destruction | Refusal,
): Change<PersonState> | Refusal {
  if (isRefusal(destruction)) return destruction
  const state = { ...before, destruction }
  const { programme: _, ...person } = state
  return { type, data: { person, destruction }, state }
}

/** The bytes, unless another file has the same. */
async function destroyBytes({ table, files }: Services, { id, sha256 }: StoredFile): Promise<void> {
  await dropContent(table, sha256, id)
  if ((await othersWith(table, sha256, id)).length > 0) return
  const bytes = await files.kept(sha256)
  await files.destroy(sha256)
  // Somebody who was having the same content taken in said so before they kept it, and would have it no more.
  if (bytes && (await othersWith(table, sha256, id)).length > 0) await files.keep(sha256, bytes)
}
