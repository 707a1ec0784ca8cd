/**
 * Failed sign-ins on AWS, where many instances answer: a table of their own, an item a network, written when signing in
 * failed and never otherwise, and forgotten by DynamoDB some days after it means nothing any more. It holds the moment at
 * which the network's allowance is whole again: each failure puts it off, whichever instance met it. Sources: Amazon
 * DynamoDB API Reference, UpdateItem; Developer Guide, "Using time to live (TTL)".
 */
import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { failedSignInAllowance } from '../middleware/limits.ts'
import { type FailedSignIns, TableBusy } from '../services.ts'
import { asking } from './client.ts'

export interface FailedSignInsOptions {
  readonly client: DynamoDBClient
  readonly tableName: string
  readonly realTime?: () => number
}

const eachMilliseconds = failedSignInAllowance.secondsEach * 1000
/** So far off is a whole allowance where one try is left of it. */
const mostMilliseconds = (failedSignInAllowance.atOnce - 1) * eachMilliseconds

const asked = asking(TableBusy)

export function dynamoFailedSignIns({ client, tableName, realTime = Date.now }: FailedSignInsOptions): FailedSignIns {
  const documents = DynamoDBDocumentClient.from(client)

  /** `added`: to what stands; otherwise counted from now. False where it is the other way round. */
  async function counted(network: string, now: number, added: boolean): Promise<boolean> {
    const wholeAt = added ? 'wholeAt + :each' : ':first'
    const when = added ? 'wholeAt >= :now' : 'attribute_not_exists(wholeAt) OR wholeAt < :now'
    const input = {
      TableName: tableName,
      Key: { network },
      // What is forgotten a little late was whole long before: an upper bound of it does.
      UpdateExpression: `SET wholeAt = ${wholeAt}, #until = :until`,
      ConditionExpression: when,
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: {
        ':now': now,
        ':until': Math.ceil((now + forgottenAfterMilliseconds) / 1000),
        ...(added ? { ':each': eachMilliseconds } : { ':first': now + eachMilliseconds }),
      },
    }
    try {
      await asked(documents.send(new UpdateCommand(input)))
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  }

  return {
    async wait(network) {
      const input = { TableName: tableName, Key: { network }, ConsistentRead: true }
      const { Item: item } = await asked(documents.send(new GetCommand(input)))
      const over = Number(item?.['wholeAt'] ?? 0) - realTime() - mostMilliseconds
      return over > 0 ? Math.max(1, Math.ceil(over / 1000)) : undefined
    },
    async count(network) {
      const now = realTime()
      // Of two who are the first at once, the second adds to the other's.
      const isCounted =
        (await counted(network, now, true)) ||
        (await counted(network, now, false)) ||
        (await counted(network, now, true))
      if (!isCounted) throw new TableBusy('Whether this failure was counted is not known')
    },
  }
}

const forgottenAfterMilliseconds = 24 * 3600 * 1000
