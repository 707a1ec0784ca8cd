/**
 * The keys that sign links of letters, in a table apart from the office's data: who may read the data cannot sign, and
 * no backup of the data brings a key back whose time is over.
 */
import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import type { Use } from '../uses.ts'
import { acknowledge } from './acknowledge.ts'
import type { OwnKey } from './ownKey.ts'
import type { Power } from './power.ts'

export class LinkKeys extends Construct {
  readonly table: Table
  readonly #ownKey: OwnKey | undefined

  constructor(scope: Construct, id: string, { ownKey }: { readonly ownKey?: OwnKey | undefined }) {
    super(scope, id)
    this.#ownKey = ownKey
    this.table = new Table(this, 'Keys', {
      partitionKey: { name: 'name', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'until',
      // Without its keys no link opens, and every mailbox gets new ones with its next letter: nothing of the office is lost.
      removalPolicy: RemovalPolicy.DESTROY,
      ...(ownKey ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: ownKey.key } : {}),
    })
    acknowledge(this.table, {
      DDB3: 'A key that comes back from a backup would open links whose time is over; lost keys are made anew.',
    })
  }

  /** Who checks a link reads its key; who signs makes the key of the month. Where a letter names an address, it is this one. */
  power(uses: readonly Use[], publicUrl: string): Power {
    const makes = uses.includes('linkKeys.made')
    if (!makes && !uses.includes('linkKeys.named')) return { variables: {}, permissions: [] }
    const actions = ['dynamodb:GetItem', ...(makes ? ['dynamodb:PutItem'] : [])]
    return {
      variables: { DONDOC_LINK_KEYS: this.table.tableName, DONDOC_PUBLIC_URL: publicUrl },
      permissions: [{ actions, resources: [this.table.tableArn] }, ...(this.#ownKey ? [this.#ownKey.use()] : [])],
    }
  }
}
