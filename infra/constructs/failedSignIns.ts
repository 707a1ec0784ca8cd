/**
 * Where failed sign-ins are counted, of all instances together: a table apart, which holds addresses and nothing else, and
 * forgets them a day later. Who may write there may write nothing of the office's.
 */
import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import type { OwnKey } from './ownKey.ts'
import type { Power } from './power.ts'

export class FailedSignIns extends Construct {
  readonly table: Table
  readonly #ownKey: OwnKey | undefined

  constructor(scope: Construct, id: string, { ownKey }: { readonly ownKey?: OwnKey | undefined }) {
    super(scope, id)
    this.#ownKey = ownKey
    this.table = new Table(this, 'Counts', {
      partitionKey: { name: 'network', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'until',
      removalPolicy: RemovalPolicy.DESTROY,
      ...(ownKey ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: ownKey.key } : {}),
    })
    acknowledge(this.table, {
      DDB3: 'It holds from which networks signing in failed today. Nobody needs that back, and kept for 35 days it would be a record of people.',
    })
  }

  /** For the function at which people sign in. */
  power(): Power {
    return {
      variables: { DONDOC_FAILED_SIGN_INS: this.table.tableName },
      permissions: [
        { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [this.table.tableArn] },
        ...(this.#ownKey ? [this.#ownKey.use()] : []),
      ],
    }
  }
}
