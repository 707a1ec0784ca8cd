/** What must outlive every change of the programs: the table, the files, who may sign in, and the sender's domain. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Letters } from '../constructs/letters.ts'
import { OfficeFiles } from '../constructs/officeFiles.ts'
import { OfficeTable } from '../constructs/officeTable.ts'
import { OwnKey } from '../constructs/ownKey.ts'
import { People } from '../constructs/people.ts'
import type { Stage } from '../stage.ts'

export class DataStack extends Stack {
  readonly table: OfficeTable
  readonly files: OfficeFiles
  /** Absent where AWS's keys are used. */
  readonly ownKey: OwnKey | undefined
  /** Absent where an issuer of the city's says who somebody is. */
  readonly people: People | undefined
  /** Absent where no sender was named: letters stay in the outbox. */
  readonly letters: Letters | undefined

  constructor(scope: Construct, id: string, stage: Stage, props: StackProps) {
    super(scope, id, {
      ...props,
      description: 'Đôn Đốc: dữ liệu',
      terminationProtection: stage.rehearsal === undefined,
    })
    const ownKey = stage.ownKey ? new OwnKey(this, 'OwnKey') : undefined
    this.ownKey = ownKey
    this.table = new OfficeTable(this, 'Table', { ownKey })
    this.files = new OfficeFiles(this, 'Files', {
      ownKey,
      logDays: stage.logDays,
      // Where there is no domain, the pages' address is only known once the API is there, which needs the bucket. A
      // browser elsewhere could send nothing: it has no signed address.
      pagesOrigin: stage.domain
        ? `https://${stage.domain.name}`
        : `https://*.execute-api.${stage.region}.amazonaws.com`,
    })
    this.people = stage.oidc ? undefined : new People(this, 'People', stage)
    const { sender, agencyName } = stage
    this.letters = sender ? new Letters(this, 'Letters', { sender, agencyName }) : undefined

    new CfnOutput(this, 'TableName', { value: this.table.table.tableName })
    new CfnOutput(this, 'BucketName', { value: this.files.bucket.bucketName })
    if (this.people) {
      new CfnOutput(this, 'UserPoolId', { value: this.people.pool.userPoolId })
      new CfnOutput(this, 'SignInPage', { value: this.people.domain.baseUrl() })
    }
    this.letters?.dkimRecords.forEach(({ name, value }, index) => {
      new CfnOutput(this, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` })
    })
  }
}
