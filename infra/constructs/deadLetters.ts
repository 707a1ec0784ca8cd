/** What could not be delivered, kept for two weeks for whoever follows the runbook. */
import { Duration } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'

export function deadLetters(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    // Six times the timeout of the function that may take it in again.
    visibilityTimeout: Duration.minutes(6),
  })
  acknowledge(queue, {
    SQS3: 'It is itself a dead-letter queue: of a rule, of a function’s asynchronous calls, or of a schedule, which cdk-nag does not see.',
  })
  return queue
}
