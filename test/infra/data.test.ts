import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tableDefinition } from '../../functions/aws/table.ts'
import { bucketPlaces } from '../../functions/env.ts'
import { careful, city, office, rehearsal } from './stages.ts'
import { type Resource, type Synthesised, written } from './synthesised.ts'

describe.each([
  ['office', office],
  ['careful', careful],
  ['city', city],
  ['rehearsal', rehearsal],
])('the data of the stage %s', (_, stage) => {
  it('outlives its stack', () => {
    const kept = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool', 'AWS::KMS::Key']
    const found = stage.all.map(([, one]) => one).filter((one) => kept.includes(one.Type) && !isOfLinkKeys(one))
    for (const { DeletionPolicy, UpdateReplacePolicy } of found) {
      expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      })
    }
    expect(found.length).toBeGreaterThanOrEqual(3)
  })

  it('cannot be deleted by mistake, and the table goes back to any second of 35 days', () => {
    expect(officeTable(stage).Properties).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    })
    for (const { Properties } of stage.ofType('AWS::Cognito::UserPool')) {
      expect(Properties.DeletionProtection).toBe('ACTIVE')
    }
  })

  it('is open to nobody, over no open line', () => {
    const buckets = stage.ofType('AWS::S3::Bucket')
    expect(buckets).toHaveLength(2)
    for (const { Properties } of buckets) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      })
      expect(Properties).toHaveProperty('BucketEncryption')
    }
    const denied = stage
      .ofType('AWS::S3::BucketPolicy')
      .map(({ Properties: { PolicyDocument } }) => JSON.stringify(PolicyDocument.Statement))
    expect(denied.filter((text) => text.includes('{"Bool":{"aws:SecureTransport":"false"}}'))).toHaveLength(2)
  })
})

describe('the table', () => {
  it('is the one that the driver asks for', () => {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } = officeTable(office).Properties
    const { TableName: _, ...asked } = tableDefinition('any')
    expect({ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode }).toEqual(asked)
  })

  it('is under a key of AWS, or the stage’s own, which is renewed every year', () => {
    expect(officeTable(office).Properties).not.toHaveProperty('SSESpecification')
    expect(office.ofType('AWS::KMS::Key')).toEqual([])
    expect(officeTable(careful).Properties.SSESpecification).toMatchObject({ SSEType: 'KMS' })
    expect(only(careful, 'AWS::KMS::Key').Properties.EnableKeyRotation).toBe(true)
  })

  it('under the stage’s own key is read and written by whoever may use it', () => {
    const using = careful
      .ofType('AWS::IAM::Policy')
      .filter(({ Properties }) => JSON.stringify(Properties).includes('kms:'))
    const tabled = careful
      .ofType('AWS::IAM::Policy')
      .filter(({ Properties }) => JSON.stringify(Properties).includes('dynamodb:'))
    expect(using).toEqual(tabled)
  })
})

describe('the bucket', () => {
  const { Properties } = bucketIn(office)

  it('lets go of what nobody confirmed, and of no byte that is kept', () => {
    const rules: { Prefix?: string; Status: string }[] = Properties.LifecycleConfiguration.Rules
    expect(rules).toContainEqual({
      Id: 'quarantine',
      Status: 'Enabled',
      Prefix: bucketPlaces.quarantine,
      ExpirationInDays: 1,
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    })
    const others = rules.filter(({ Prefix }) => Prefix !== bucketPlaces.quarantine)
    expect(others).toEqual([
      { Id: 'unfinished', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ])
    expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' })
  })

  it('can hold single objects, and binds none by a term', () => {
    expect(Properties).toMatchObject({ ObjectLockEnabled: true })
    expect(Properties).not.toHaveProperty('ObjectLockConfiguration')
  })

  it('writes down who asked for what, for as long as logs are kept', () => {
    const log = Properties.LoggingConfiguration.DestinationBucketName.Ref
    expect(office.data.Resources[log]?.Properties.LifecycleConfiguration.Rules).toEqual([
      { ExpirationInDays: 365, Status: 'Enabled' },
    ])
  })

  it('takes files from the pages alone', () => {
    expect(bucketIn(city).Properties.CorsConfiguration.CorsRules).toEqual([
      { AllowedMethods: ['POST'], AllowedOrigins: ['https://dondoc.example.com'], AllowedHeaders: ['content-type'] },
    ])
  })
})

describe('people', () => {
  it('are invited, and need a second factor', () => {
    const { Properties } = only(office, 'AWS::Cognito::UserPool')
    expect(Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
    })
    expect(Properties.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage).toContain('Mật khẩu tạm: {####}')
  })

  it('sign in at the pages with a code, without a secret, for a working day', () => {
    const { Properties } = only(office, 'AWS::Cognito::UserPoolClient')
    expect(Properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      GenerateSecret: false,
      IdTokenValidity: 720,
      TokenValidityUnits: { IdToken: 'minutes' },
    })
    expect(written(Properties.CallbackURLs[0])).toMatch(/^<ApiHttp\w+\.ApiEndpoint>\/dang-nhap$/)
  })

  it('of a city with an issuer of its own are not kept a second time', () => {
    expect(city.all.filter(([, { Type }]) => Type.startsWith('AWS::Cognito::'))).toEqual([])
  })
})

describe('the sender', () => {
  it('is known to SES with the records that its domain’s keeper enters', () => {
    expect(only(careful, 'AWS::SES::EmailIdentity').Properties.EmailIdentity).toBe('dondoc.example.com')
    const records = Object.keys(careful.data.Outputs ?? {}).filter((name) => name.startsWith('DkimRecord'))
    expect(records).toEqual(['DkimRecord1', 'DkimRecord2', 'DkimRecord3'])
  })

  it('that nobody named asks SES for nothing', () => {
    expect(office.all.filter(([, { Type }]) => Type.startsWith('AWS::SES::'))).toEqual([])
  })
})

it('an office’s data stack is not deleted by one command', () => {
  const { artifacts } = JSON.parse(readFileSync(join(office.folder, 'manifest.json'), 'utf8'))
  expect(artifacts['dondoc-office-data'].properties.terminationProtection).toBe(true)
})

function only({ ofType }: Synthesised, type: string): Resource {
  const found = ofType(type)
  expect(found).toHaveLength(1)
  return found[0] as Resource
}

/** The office's own table, beside that of the keys of links. */
function officeTable({ ofType }: Synthesised): Resource {
  const found = ofType('AWS::DynamoDB::Table').filter((table) => !isOfLinkKeys(table))
  expect(found).toHaveLength(1)
  return found[0] as Resource
}

/** Keys are forgotten in their time; nothing else is. */
function isOfLinkKeys({ Properties }: Resource): boolean {
  return Properties.TimeToLiveSpecification !== undefined
}

/** The bucket of files, beside that of its log. */
function bucketIn({ ofType }: Synthesised): Resource {
  const found = ofType('AWS::S3::Bucket').filter(({ Properties: { LoggingConfiguration } }) => LoggingConfiguration)
  expect(found).toHaveLength(1)
  return found[0] as Resource
}
