/** What every driver of the files port does, wherever the bytes lie. */
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Files, Sending } from '../../functions/services.ts'

export interface Archive {
  readonly files: Files
  /** Sends as a browser would; answers the status. */
  send(sending: Sending, bytes: Uint8Array): Promise<number>
  fetch(url: string): Promise<Response>
}

const report = { name: 'Báo cáo “năm” 2013.pdf', mediaType: 'application/pdf' }

export function filesContract(open: () => Promise<Archive>): void {
  it('what is sent lies in quarantine until it is let go of', async () => {
    const { files, send } = await open()
    expect(await files.inQuarantine('a-1')).toBeUndefined()
    const sending = await files.whereToSend('a-1', 100)
    expect(await send(sending, Buffer.from('lần một'))).toBeLessThan(300)
    expect(await send(sending, Buffer.from('lần hai'))).toBeLessThan(300)
    expect(Buffer.from((await files.inQuarantine('a-1')) ?? []).toString()).toBe('lần hai')
    expect(await files.inQuarantine('a-2')).toBeUndefined()
    await files.discard('a-1')
    await files.discard('a-1')
    expect(await files.inQuarantine('a-1')).toBeUndefined()
  })

  it('more than was allowed is refused, and nothing of it stays', async () => {
    const { files, send } = await open()
    const sending = await files.whereToSend('a-1', 10)
    expect(await send(sending, Buffer.alloc(10))).toBeLessThan(300)
    await files.discard('a-1')
    expect(await send(sending, Buffer.alloc(11))).toBeGreaterThanOrEqual(400)
    expect(await files.inQuarantine('a-1')).toBeUndefined()
  })

  it('what is kept is fetched byte for byte, as an attachment under the name it is given', async () => {
    const { files, fetch } = await open()
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(await files.whereToFetch(sha256, report)).toBeUndefined()
    expect(await files.kept(sha256)).toBeUndefined()
    await files.keep(sha256, bytes)
    await files.keep(sha256, bytes)
    expect(Buffer.from((await files.kept(sha256)) ?? []).equals(bytes)).toBe(true)
    const answer = await fetch((await files.whereToFetch(sha256, report)) ?? '')
    expect(answer.status).toBe(200)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
    const [disposition, type] = ['content-disposition', 'content-type'].map((name) => answer.headers.get(name))
    expect(disposition).toMatch(/^attachment;/)
    expect(disposition).toContain(encodeURIComponent(report.name))
    expect(type).toBe('application/pdf')
  })

  it('what is destroyed is gone, is destroyed again without harm, and can be kept anew', async () => {
    const { files } = await open()
    const bytes = Buffer.from('Báo cáo')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await files.destroy(sha256)
    await files.keep(sha256, bytes)
    await files.destroy(sha256)
    await files.destroy(sha256)
    expect(await files.kept(sha256)).toBeUndefined()
    expect(await files.whereToFetch(sha256, report)).toBeUndefined()
    await files.keep(sha256, bytes)
    expect(await files.kept(sha256)).toBeDefined()
  })
}
