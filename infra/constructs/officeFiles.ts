/**
 * The bytes of files: `quarantine/` for what was sent and not looked at yet, `kept/` for what was, each under the
 * SHA-256 of its bytes. Nothing is public; a browser sends and fetches at addresses that are signed for some minutes.
 */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { bucketPlaces } from '../../functions/env.ts'
import type { Use } from '../uses.ts'
import type { OwnKey } from './ownKey.ts'
import type { Power } from './power.ts'

export interface OfficeFilesProps {
  readonly ownKey?: OwnKey | undefined
  /** Where the pages stand, from which a browser sends files. */
  readonly pagesOrigin: string
  readonly logDays: number
}

export class OfficeFiles extends Construct {
  readonly bucket: Bucket
  readonly #ownKey: OwnKey | undefined

  constructor(scope: Construct, id: string, { ownKey, pagesOrigin, logDays }: OfficeFilesProps) {
    super(scope, id)
    this.#ownKey = ownKey
    const closed = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
    }
    const accessLog = new Bucket(this, 'AccessLog', {
      ...closed,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(logDays) }],
    })
    this.bucket = new Bucket(this, 'Bucket', {
      ...closed,
      ...(ownKey
        ? { encryption: BucketEncryption.KMS, encryptionKey: ownKey.key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      versioned: true,
      // What is kept is held, object by object (functions/aws/files.ts): no lifecycle, no slip and no right to delete
      // alone removes it. There is no term for all, which would bind what is refused in quarantine, too.
      objectLockEnabled: true,
      // CDK's class says `isWebsite` may be undefined, its interface that it may be absent: they are the same.
      serverAccessLogsBucket: accessLog as IBucket,
      lifecycleRules: [
        {
          // What was sent and never confirmed; what was refused is removed at once, with every version of it.
          id: 'quarantine',
          prefix: bucketPlaces.quarantine,
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [pagesOrigin], allowedHeaders: ['content-type'] }],
    })
  }

  /** The bucket's name, and taking files in, keeping and giving them out, or destroying what two people said must go. */
  power(uses: readonly Use[]): Power {
    const permissions = filePermissions.filter(({ use }) => uses.includes(use))
    if (permissions.length === 0) return { variables: {}, permissions: [] }
    // Exported by name at once: the finding about the objects is acknowledged by the very text of the ARN.
    const arn = Stack.of(this).exportValue(this.bucket.bucketArn)
    const openBecause = 'Objects are named as they come: an id in quarantine, a hash once they are kept.'
    return {
      variables: { DONDOC_BUCKET: this.bucket.bucketName },
      permissions: [
        // Without the first a file that is not there would be one that is forbidden; what goes, goes in all its versions.
        { actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: [arn] },
        ...permissions.map(({ actions, place }) => ({ actions, resources: [`${arn}/${place}*`], openBecause })),
        ...(this.#ownKey ? [this.#ownKey.use()] : []),
      ],
    }
  }

  /** Where a browser sends files to. */
  get origin(): string {
    return `https://${this.bucket.bucketRegionalDomainName}`
  }
}

/** Who takes files in may delete what was not kept, and nothing that was. */
const filePermissions: readonly { use: Use; actions: readonly string[]; place: string }[] = [
  {
    use: 'files.quarantine',
    actions: ['s3:DeleteObjectVersion', 's3:GetObject', 's3:PutObject'],
    place: bucketPlaces.quarantine,
  },
  {
    use: 'files.kept',
    // The hold is put on with the object.
    actions: ['s3:GetObject', 's3:PutObject', 's3:PutObjectLegalHold'],
    place: bucketPlaces.kept,
  },
  { use: 'files.destroy', actions: ['s3:DeleteObjectVersion'], place: bucketPlaces.kept },
]
