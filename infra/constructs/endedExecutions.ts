/**
 * The net under the workflows: an execution that failed, ran out of time or was stopped is told to the function that
 * records it. What cannot be recorded is kept, and taken in again by a switch of the stage.
 */
import { Duration } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import { deadLetters } from './deadLetters.ts'
import { OfficeFunction } from './officeFunction.ts'
import { type Power, takingIn } from './power.ts'

export interface EndedExecutionsProps {
  readonly stage: Stage
  readonly powers: readonly Power[]
  readonly machineArns: readonly string[]
}

export class EndedExecutions extends Construct {
  readonly rule: Rule
  readonly deadLetters: Queue
  readonly redrive: EventSourceMapping

  constructor(scope: Construct, id: string, { stage, powers, machineArns }: EndedExecutionsProps) {
    super(scope, id)
    this.deadLetters = deadLetters(this, 'DeadLetters')
    const recorder = new OfficeFunction(this, 'Recorder', {
      stage,
      entry: 'executionEnded',
      description: 'Ghi lại lượt chạy quy trình bị lỗi, quá giờ hoặc bị dừng',
      powers: [...powers, takingIn(this.deadLetters)],
      timeoutSeconds: 60,
      deadLetters: this.deadLetters,
    })
    this.rule = new Rule(this, 'Rule', {
      description: 'Các lượt chạy quy trình bị lỗi, quá giờ hoặc bị dừng',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [...machineArns] },
      },
      targets: [
        new LambdaFunction(recorder, {
          deadLetterQueue: this.deadLetters,
          retryAttempts: 20,
          maxEventAge: Duration.hours(1),
        }),
      ],
    })
    this.redrive = new EventSourceMapping(this, 'Redrive', {
      target: recorder,
      eventSourceArn: this.deadLetters.queueArn,
      batchSize: 1,
      enabled: stage.redrive,
    })
  }
}
