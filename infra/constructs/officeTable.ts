/**
 * The office's one table: all that it knows. It outlives its stack, cannot be deleted by mistake, and can be put back to
 * any second of the last 35 days.
 */
import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import type { Use } from '../uses.ts'
import type { OwnKey } from './ownKey.ts'
import type { Permission, Power } from './power.ts'

/** As functions/services.ts names them; a test holds the two equal. */
const indexNames = ['byAgency', 'byPerson', 'byDay', 'byDeadline', 'byProgramme', 'byDecision']

export class OfficeTable extends Construct {
  readonly table: Table
  readonly indexNames: readonly string[] = indexNames
  readonly #ownKey: OwnKey | undefined

  constructor(scope: Construct, id: string, { ownKey }: { readonly ownKey?: OwnKey | undefined }) {
    super(scope, id)
    this.#ownKey = ownKey
    this.table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      deletionProtection: true,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      removalPolicy: RemovalPolicy.RETAIN,
      // A table is always encrypted; without a word it is under a key that AWS keeps.
      ...(ownKey ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: ownKey.key } : {}),
    })
    for (const indexName of indexNames) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(`${indexName}Pk`),
        sortKey: text(`${indexName}Sk`),
        projectionType: ProjectionType.ALL,
      })
    }
  }

  /** The table's name, and the operations behind the methods that are used, on the table and each index by its name. */
  power(uses: readonly Use[]): Power {
    const permissions = tablePermissions.filter(({ use }) => uses.includes(use))
    const onIndexes = indexNames.map((name) => `${this.table.tableArn}/index/${name}`)
    const own: Permission[] = permissions.map(({ actions, withIndexes }) => ({
      actions,
      resources: [this.table.tableArn, ...(withIndexes ? onIndexes : [])],
    }))
    return {
      variables: { DONDOC_TABLE: this.table.tableName },
      permissions: [...own, ...(this.#ownKey ? [this.#ownKey.use()] : [])],
    }
  }
}

const tablePermissions: readonly { use: Use; actions: readonly string[]; withIndexes: boolean }[] = [
  { use: 'table.get', actions: ['dynamodb:GetItem'], withIndexes: false },
  { use: 'table.query', actions: ['dynamodb:Query'], withIndexes: true },
  {
    // TransactWriteItems is permitted by the operations it is made of.
    use: 'table.transact',
    actions: ['dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    withIndexes: false,
  },
]

function text(name: string) {
  return { name, type: AttributeType.STRING }
}
