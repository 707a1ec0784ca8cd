/** The stage's own key, where a city's rules ask for one. AWS's keys are used where there is none. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { Permission } from './power.ts'

export class OwnKey extends Construct {
  readonly key: Key

  constructor(scope: Construct, id: string) {
    super(scope, id)
    // Without it neither table nor files can be read by anybody, ever: it outlives the stack as they do.
    this.key = new Key(this, 'Key', {
      description: 'Đôn Đốc: bảng dữ liệu và tài liệu',
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }

  /** What whoever reads or writes under the key may do with it. Source: Amazon DynamoDB Developer Guide, "Using AWS KMS keys". */
  use(): Permission {
    return {
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      resources: [this.key.keyArn],
    }
  }
}
