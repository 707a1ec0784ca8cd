/** What the schedules could not start, kept for whoever follows the runbook, and a switch that has the round started after all. */
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import { deadLetters } from './deadLetters.ts'
import { OfficeFunction } from './officeFunction.ts'
import { type Power, takingIn } from './power.ts'

export interface NotStartedProps {
  readonly stage: Stage
  readonly powers: readonly Power[]
}

export class NotStarted extends Construct {
  readonly deadLetters: Queue
  readonly redrive: EventSourceMapping

  constructor(scope: Construct, id: string, { stage, powers }: NotStartedProps) {
    super(scope, id)
    this.deadLetters = deadLetters(this, 'DeadLetters')
    const starter = new OfficeFunction(this, 'Starter', {
      stage,
      entry: 'startRound',
      description: 'Bắt đầu lượt nhắc việc mà bộ lịch không gọi được',
      powers: [...powers, takingIn(this.deadLetters)],
      timeoutSeconds: 60,
    })
    this.redrive = new EventSourceMapping(this, 'Redrive', {
      target: starter,
      eventSourceArn: this.deadLetters.queueArn,
      batchSize: 10,
      enabled: stage.redrive,
    })
  }
}
