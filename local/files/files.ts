/**
 * The files of a data folder, beside its table: `files/quarantine/` for what was sent and not looked at yet, `files/kept/`
 * for what was, each under the SHA-256 of its bytes. Addresses are sealed with a key that this process alone knows, for
 * a quarter of an hour of real time, so that whoever sends or fetches needs no session, as on AWS.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Attachment, Files } from '../../functions/services.ts'
import { faultOfFolder } from '../folder/folderFault.ts'

export interface LocalFiles extends Files {
  /** Where the bytes of a sealed address go: the draft that is written, and what puts it into quarantine once it is whole. */
  sendingAt(url: URL): SendingPlace | undefined
  /** What a sealed address fetches. */
  fetchingAt(url: URL): FetchingPlace | undefined
}

export interface SendingPlace {
  readonly draft: string
  readonly mostBytes: number
  arrived(): void
}

export interface FetchingPlace extends Attachment {
  readonly path: string
  readonly bytes: number
}

export const sendingPath = '/uploads/'
export const fetchingPath = '/files/'

/** Folders are made when the first file comes. What lay in quarantine for a day is let go of when another comes. */
export function localFiles(folder: string, now: () => number = Date.now): LocalFiles {
  const [quarantine, kept] = [join(folder, 'files', 'quarantine'), join(folder, 'files', 'kept')]
  const seals = sealing(now)
  const inQuarantine = (id: string) => join(quarantine, id)
  return {
    async whereToSend(id, mostBytes) {
      forgetOld(quarantine, now())
      return { method: 'PUT', url: seals.sealed(`${sendingPath}${id}`, { most: String(mostBytes) }) }
    },
    async inQuarantine(id) {
      return existsSync(inQuarantine(id)) ? readFileSync(inQuarantine(id)) : undefined
    },
    async discard(id) {
      rmSync(inQuarantine(id), { force: true })
    },
    async keep(sha256, bytes) {
      const place = placeOf(kept, sha256)
      if (existsSync(place)) return
      const draft = `${place}.${randomBytes(8).toString('hex')}.tmp`
      try {
        makeFolder(join(kept, sha256.slice(0, 2)))
        writeFileSync(draft, bytes, { flush: true, mode: 0o600 })
        renameSync(draft, place)
      } catch (error) {
        rmSync(draft, { force: true })
        throw faultOfFolder(error, folder)
      }
    },
    async kept(sha256) {
      const place = placeOf(kept, sha256)
      return existsSync(place) ? readFileSync(place) : undefined
    },
    async destroy(sha256) {
      rmSync(placeOf(kept, sha256), { force: true })
    },
    async whereToFetch(sha256, { name, mediaType }) {
      if (!existsSync(placeOf(kept, sha256))) return undefined
      return seals.sealed(`${fetchingPath}${sha256}`, { name, type: mediaType })
    },
    sendingAt(url) {
      const id = seals.opened(url, sendingPath)
      if (id === undefined) return undefined
      makeFolder(quarantine)
      const draft = inQuarantine(`${id}.${randomBytes(8).toString('hex')}.tmp`)
      return {
        draft,
        mostBytes: Number(url.searchParams.get('most')),
        arrived: () => renameSync(draft, inQuarantine(id)),
      }
    },
    fetchingAt(url) {
      const sha256 = seals.opened(url, fetchingPath)
      if (sha256 === undefined) return undefined
      const [path, query] = [placeOf(kept, sha256), url.searchParams]
      if (!existsSync(path)) return undefined
      const [name, mediaType] = [query.get('name') ?? sha256, query.get('type') ?? 'application/octet-stream']
      return { path, name, mediaType, bytes: statSync(path).size }
    },
  }
}

/** Copies what is kept, and nothing of the quarantine, from one data folder to another. Answers the bytes copied. */
export function copyKeptFiles(from: string, to: string): number {
  const kept = join(from, 'files', 'kept')
  if (!existsSync(kept)) return 0
  let bytes = 0
  for (const folder of readdirSync(kept)) {
    makeFolder(join(to, 'files', 'kept', folder))
    for (const name of readdirSync(join(kept, folder)).filter((one) => !one.endsWith('.tmp'))) {
      const copy = join(to, 'files', 'kept', folder, name)
      copyFileSync(join(kept, folder, name), copy)
      bytes += statSync(copy).size
    }
  }
  return bytes
}

function placeOf(kept: string, sha256: string): string {
  return join(kept, sha256.slice(0, 2), sha256)
}

function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
}

const dayMs = 24 * 60 * 60 * 1000

function forgetOld(quarantine: string, now: number): void {
  if (!existsSync(quarantine)) return
  for (const name of readdirSync(quarantine)) {
    const path = join(quarantine, name)
    if (now - statSync(path).mtimeMs > dayMs) rmSync(path, { force: true })
  }
}

const addressMs = 15 * 60 * 1000

/** Addresses that nobody else can make: a path and its parameters, until a moment. They end with the process. */
function sealing(now: () => number) {
  const key = randomBytes(32)
  const sealOf = (path: string, query: URLSearchParams) =>
    createHmac('sha256', key).update(`${path}?${query}`).digest('base64url')
  return {
    sealed(path: string, parameters: { readonly [name: string]: string }): string {
      const query = new URLSearchParams({ ...parameters, until: String(now() + addressMs) })
      return `${path}?${query}&seal=${sealOf(path, query)}`
    },
    /** What the address names under a path, if it was sealed here and its time is not over. */
    opened({ pathname, searchParams }: URL, under: string): string | undefined {
      const query = new URLSearchParams(searchParams)
      const given = Buffer.from(query.get('seal') ?? '')
      query.delete('seal')
      const wanted = Buffer.from(sealOf(pathname, query))
      const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted)
      if (!isOurs || !pathname.startsWith(under) || Number(query.get('until')) < now()) return undefined
      return pathname.slice(under.length)
    },
  }
}
