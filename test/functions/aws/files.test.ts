import { createHash } from 'node:crypto'
import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { s3Files } from '../../../functions/aws/files.ts'
import { FilesBusy, type Sending } from '../../../functions/services.ts'
import { filesContract } from '../../contracts/files.contract.ts'
import { bucketName, listeningBucket } from './bucket.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('files on S3', () => {
  filesContract(async () => ({ files: (await opened()).files, send: posted, fetch: (url) => fetch(url) }))
})

describe('what was sent', () => {
  it('and let go of is gone with every version of it, and nothing else is', async () => {
    const { files, objects } = await opened()
    for (const text of ['lần một', 'lần hai']) await posted(await files.whereToSend('a-1', 100), Buffer.from(text))
    await posted(await files.whereToSend('a-10', 100), Buffer.from('tệp khác'))
    expect(objects.get('quarantine/a-1')).toHaveLength(2)
    await files.discard('a-1')
    expect(objects.get('quarantine/a-1')).toEqual([])
    expect(objects.get('quarantine/a-10')).toHaveLength(1)
  })

  it('goes to the place of its own id alone, for a quarter of an hour', async () => {
    const { files } = await opened()
    const sending = await files.whereToSend('a-1', 100)
    if (sending.method !== 'POST') throw new Error('S3 is sent a form')
    const elsewhere = { ...sending, fields: { ...sending.fields, key: 'kept/00' } }
    expect(await posted(elsewhere, Buffer.from('x'))).toBe(403)
    vi.useFakeTimers({ now: Date.now() + 15 * 60_000 + 1000, toFake: ['Date'] })
    expect(await posted(sending, Buffer.from('x'))).toBe(403)
    expect(await files.inQuarantine('a-1')).toBeUndefined()
  })
})

describe('what is kept', () => {
  const bytes = Buffer.from('Báo cáo năm 2013')
  const sha256 = createHash('sha256').update(bytes).digest('hex')

  it('is what its hash says, or S3 refuses it', async () => {
    const { files, objects } = await opened()
    await expect(files.keep('00'.repeat(32), bytes)).rejects.toThrow('BadDigest')
    expect(objects.size).toBe(0)
  })

  it('is written once, and of two at the same moment one finds the other’s', async () => {
    const { files, objects, troubles } = await opened()
    await files.keep(sha256, bytes)
    await files.keep(sha256, bytes)
    troubles.push([409, 'ConditionalRequestConflict'])
    await files.keep(sha256, bytes)
    expect(objects.get(`kept/${sha256}`)).toHaveLength(1)
  })

  it('is held, and destroyed all the same by who lifts the hold first', async () => {
    const { files, objects, client } = await opened()
    await files.keep(sha256, bytes)
    const [version] = objects.get(`kept/${sha256}`) ?? []
    const deletion = { Bucket: bucketName, Key: `kept/${sha256}`, VersionId: version?.id }
    await expect(client.send(new DeleteObjectCommand(deletion))).rejects.toThrow('AccessDenied')
    await files.destroy(sha256)
    expect(objects.get(`kept/${sha256}`)).toEqual([])
  })

  it('is not said to be there because somebody else was writing it', async () => {
    const { files, troubles } = await opened()
    troubles.push([409, 'ConditionalRequestConflict'])
    await expect(files.keep(sha256, bytes)).rejects.toThrow('ConditionalRequestConflict')
  })

  it('has an address for a quarter of an hour', async () => {
    const { files } = await opened()
    await files.keep(sha256, bytes)
    const url = (await files.whereToFetch(sha256, { name: 'a.pdf', mediaType: 'application/pdf' })) ?? ''
    expect((await fetch(url)).status).toBe(200)
    vi.useFakeTimers({ now: Date.now() + 15 * 60_000 + 1000, toFake: ['Date'] })
    expect((await fetch(url)).status).toBe(403)
  })
})

it('a bucket that slows down, or fails, may be asked again, and one that forbids may not', async () => {
  const { files, troubles } = await opened()
  troubles.push([503, 'SlowDown'], [500, 'InternalError'], [403, 'AccessDenied'])
  await expect(files.inQuarantine('a-1')).rejects.toBeInstanceOf(FilesBusy)
  await expect(files.discard('a-1')).rejects.toBeInstanceOf(FilesBusy)
  await expect(files.inQuarantine('a-1')).rejects.toThrow('AccessDenied')
})

async function opened() {
  const { client, objects, troubles, close } = await listeningBucket()
  onTestFinished(close)
  return { files: s3Files({ client, bucket: bucketName }), client, objects, troubles }
}

/** As a browser sends a form: the fields that it was given, then the file. */
async function posted(sending: Sending, bytes: Uint8Array): Promise<number> {
  const form = new FormData()
  for (const [name, value] of Object.entries(sending.method === 'POST' ? sending.fields : {})) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(bytes)]))
  return (await fetch(sending.url, { method: 'POST', body: form })).status
}
