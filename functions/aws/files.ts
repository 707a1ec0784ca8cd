/**
 * The files on S3: one bucket, `quarantine/ID` for what was sent and not looked at yet, `kept/SHA256` for what was.
 * Addresses are signed for a quarter of an hour. Sources: Amazon S3 API Reference, POST Object, PutObject, GetObject,
 * PutObjectLegalHold, DeleteObject, ListObjectVersions; User Guide, "Checking object integrity", "Conditional writes",
 * "Locking objects with Object Lock".
 */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { bucketPlaces } from '../env.ts'
import { disposition } from '../files/disposition.ts'
import type { Files } from '../services.ts'
import { statusOf } from './client.ts'
import { asked, bytesAt, keptAt, type Place, type S3FilesOptions, s3KeptFiles, unlessMissing } from './keptFiles.ts'

const addressSeconds = 15 * 60

export function s3Files({ client, bucket }: S3FilesOptions): Files {
  const quarantined = (id: string) => ({ Bucket: bucket, Key: `${bucketPlaces.quarantine}${id}` })
  const kept = (sha256: string) => keptAt(bucket, sha256)
  const isKept = async (sha256: string) =>
    (await unlessMissing(client.send(new HeadObjectCommand(kept(sha256))))) !== undefined

  // In a bucket that keeps versions, to delete an object only hides it; what was refused or destroyed must be gone.
  const removeWhole = async ({ Bucket, Key }: Place, isHeld: boolean) => {
    const { Versions = [], DeleteMarkers = [] } = await asked(
      client.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key })),
    )
    for (const { Key: key, VersionId } of Versions) {
      if (key !== Key) continue
      const version = { Bucket, Key, VersionId }
      if (isHeld) await asked(client.send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'OFF' } })))
      await asked(client.send(new DeleteObjectCommand(version)))
    }
    // Where an object was hidden by hand, the mark of that is left.
    for (const { Key: key, VersionId } of DeleteMarkers) {
      if (key === Key) await asked(client.send(new DeleteObjectCommand({ Bucket, Key, VersionId })))
    }
  }

  return {
    async whereToSend(id, mostBytes) {
      const Conditions: [['content-length-range', number, number]] = [['content-length-range', 0, mostBytes]]
      const { url, fields } = await createPresignedPost(client, {
        ...quarantined(id),
        Conditions,
        Expires: addressSeconds,
      })
      return { method: 'POST', url, fields }
    },
    inQuarantine: (id) => bytesAt(client, quarantined(id)),
    discard: (id) => removeWhole(quarantined(id), false),
    async keep(sha256, bytes) {
      try {
        // S3 refuses bytes of another hash, and to write over what is there.
        const whole = { Body: bytes, ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'), IfNoneMatch: '*' }
        // Held, whoever may delete objects deletes none of it: who destroys it on a paper lifts the hold first.
        const held = { ObjectLockLegalHoldStatus: 'ON' } as const
        await asked(client.send(new PutObjectCommand({ ...kept(sha256), ...whole, ...held })))
      } catch (error) {
        // Of two who keep the same at the same moment, one may be told of a conflict with the other.
        const isThere = [409, 412].includes(statusOf(error)) && (await isKept(sha256))
        if (!isThere) throw error
      }
    },
    destroy: (sha256) => removeWhole(kept(sha256), true),
    ...s3KeptFiles({ client, bucket }),
    async whereToFetch(sha256, { name, mediaType }) {
      if (!(await isKept(sha256))) return undefined
      const as = { ResponseContentDisposition: disposition(name), ResponseContentType: mediaType }
      return getSignedUrl(client, new GetObjectCommand({ ...kept(sha256), ...as }), { expiresIn: addressSeconds })
    },
  }
}
