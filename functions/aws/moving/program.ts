/**
 * Moves an office out of a table and a bucket, or into them: `dondoc export` and `dondoc import-data` start it as a
 * process of its own, tell it what to do and hear how far it came. Region, credentials and endpoint are those of whoever
 * calls it, as the AWS SDK finds them.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { realClock } from '../../clock.ts'
import { exportArchive } from '../../moving/exportArchive.ts'
import { importArchive, importFrom } from '../../moving/importArchive.ts'
import type { Outcome, Progress } from '../../moving/moved.ts'
import { MovingFault } from '../../moving/movingFault.ts'
import { Order, type Said } from '../../moving/order.ts'
import { s3Files } from '../files.ts'
import { dynamoTable } from '../table.ts'
import { awsRefusal } from './awsRefusal.ts'
import { type Stage, stageDestination, stageSource } from './ends.ts'

process.once('message', (message) => {
  void answer(Order.parse(message)).then((said) => {
    process.send?.(said, () => process.disconnect())
  })
})
// Whoever asked is gone, or has the answer: nothing goes on in nobody's name.
process.once('disconnect', () => process.exit())

async function answer(order: Order): Promise<Said> {
  try {
    const outcome = await move(order, (...progress) => say({ progress }))
    return 'flaws' in outcome ? outcome : { moved: outcome }
  } catch (error) {
    if (error instanceof MovingFault) return { refused: { code: error.code, sentence: error.message } }
    const refused = awsRefusal(error, order)
    return refused ? { refused } : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

async function move(order: Order, told: Progress): Promise<Outcome> {
  const { archive: place, anchors } = order
  const stage = stageOf(order)
  if (order.do === 'export') return exportArchive(await stageSource(stage), place, told)
  const destination = stageDestination(stage)
  return importFrom(place, anchors, (archive) => importArchive(archive, destination, told), told)
}

function stageOf({ table: tableName, bucket, rehearsal }: Order): Stage {
  return {
    tableName,
    // One try for each request: the driver itself tries again. An office's line is slower than those within AWS.
    table: dynamoTable({
      client: new DynamoDBClient({ maxAttempts: 1 }),
      tableName,
      patience: { attempts: 12, requestTimeoutMs: 60_000 },
    }),
    client: new DynamoDBClient({ maxAttempts: 10 }),
    files: s3Files({ client: new S3Client({ maxAttempts: 10 }), bucket }),
    kind: rehearsal ? 'demo' : 'office',
    clock: realClock(),
  }
}

/** At most ten times a second: nobody reads faster. */
let lastSaid = 0
function say(said: Said): void {
  const now = performance.now()
  if (now - lastSaid < 100) return
  lastSaid = now
  process.send?.(said)
}
