/** Something that happens at hours of the day in Viet Nam. What could not be started is tried again for an hour, then kept. */
import { Aws, Duration } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { permit } from './power.ts'

export interface DailyScheduleProps {
  readonly description: string
  /** `30 7,9` for 07:30 and 09:30. */
  readonly minutesAndHours: string
  readonly target: { readonly arn: string; readonly action: 'states:StartExecution' | 'lambda:InvokeFunction' }
  readonly deadLetters: IQueue
  readonly isEnabled: boolean
}

export class DailySchedule extends Construct {
  constructor(scope: Construct, id: string, props: DailyScheduleProps) {
    super(scope, id)
    const { description, minutesAndHours, target, deadLetters, isEnabled } = props
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    })
    permit(role, [
      { actions: [target.action], resources: [target.arn] },
      { actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] },
    ])
    const schedule = new CfnSchedule(this, 'Schedule', {
      description,
      scheduleExpression: `cron(${minutesAndHours} * * ? *)`,
      scheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
      flexibleTimeWindow: { mode: 'OFF' },
      state: isEnabled ? 'ENABLED' : 'DISABLED',
      target: {
        arn: target.arn,
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumRetryAttempts: 20, maximumEventAgeInSeconds: Duration.hours(1).toSeconds() },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    })
    // Without its permission the first call after a deployment would be refused.
    schedule.node.addDependency(role)
  }
}
