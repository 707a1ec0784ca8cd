/**
 * What a construct hands out: where a thing is, as environment variables, and what may be done with it there. A
 * function gets both or neither, so that no permission lies about unused and no address leads to a closed door.
 */
import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js'
import { acknowledge } from './acknowledge.ts'

export interface Power {
  readonly variables: Readonly<Record<string, string>>
  readonly permissions: readonly Permission[]
}

export type Permission = NamedPermission | OpenPermission

/** Actions spelt out, on resources spelt out. */
interface NamedPermission {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
}

/** On resources whose names are only known later, so that their ARN ends in `*`; with the reason why it may. */
interface OpenPermission extends NamedPermission {
  readonly openBecause: string
}

/** Taking in what lies in a queue. */
export function takingIn({ queueArn }: IQueue): Power {
  const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
  return { variables: {}, permissions: [{ actions, resources: [queueArn] }] }
}

export function permit(role: Role, permissions: readonly Permission[]): void {
  for (const permission of permissions) {
    const resources = [...permission.resources]
    role.addToPolicy(new PolicyStatement({ actions: [...permission.actions], resources }))
    if (!('openBecause' in permission)) continue
    for (const resource of resources) {
      const written = flattenCfnReference(Stack.of(role).resolve(resource))
      acknowledge(role, { [`IAM5[Resource::${written}]`]: permission.openBecause })
    }
  }
}
