/** What a function of AWS does with refusals of the services, bundled as functions are: bundles.test.ts asks it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SFNClient } from '@aws-sdk/client-sfn'
import { dynamoTable } from '../../functions/aws/table.ts'
import { stepFunctionsWorkflows } from '../../functions/aws/workflows.ts'

const at = (endpoint: string) => ({
  endpoint,
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  maxAttempts: 1,
})

/** What a write comes to. */
export function written(endpoint: string) {
  const table = dynamoTable({ client: new DynamoDBClient(at(endpoint)), tableName: 'office' })
  return table.transact([{ put: { key: { pk: 'A', sk: 'B' }, value: {} }, when: [{ is: 'absent' }] }])
}

/** What starting an execution comes to. */
export function started(endpoint: string) {
  const machines = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:dondoc-office-'
  return stepFunctionsWorkflows({ client: new SFNClient(at(endpoint)), machines }).start('evaluation', 'a', {})
}
