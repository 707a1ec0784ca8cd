/** Reading the bytes of files in their bucket (Amazon S3 API Reference, GetObject), which is all that some functions do. */
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { bucketPlaces } from '../env.ts'
import { type Files, FilesBusy } from '../services.ts'
import { asking, statusOf } from './client.ts'

export interface S3FilesOptions {
  readonly client: S3Client
  readonly bucket: string
}

/** Where an object is. */
export interface Place {
  readonly Bucket: string
  readonly Key: string
}

export const asked = asking(FilesBusy)

export function keptAt(bucket: string, sha256: string): Place {
  return { Bucket: bucket, Key: `${bucketPlaces.kept}${sha256}` }
}

export function s3KeptFiles({ client, bucket }: S3FilesOptions): Pick<Files, 'kept'> {
  return { kept: (sha256) => bytesAt(client, keptAt(bucket, sha256)) }
}

export async function bytesAt(client: S3Client, place: Place): Promise<Uint8Array | undefined> {
  const found = await unlessMissing(client.send(new GetObjectCommand(place)))
  return found?.Body && (await asked(found.Body.transformToByteArray()))
}

export async function unlessMissing<Answer>(sent: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked(sent)
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw error
  }
}
