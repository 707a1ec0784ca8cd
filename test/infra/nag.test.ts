import { App, Stack, Validations } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { describe, expect, it } from 'vitest'
import { addStacks } from '../../infra/app.ts'
import { readStage, type Stage } from '../../infra/stage.ts'
import { contextWithoutBundling, synthesise } from './synthesised.ts'

describe('cdk-nag', () => {
  it('ends a synth by a finding that nobody gave a reason for', { timeout: 60_000 }, async () => {
    const opened = (app: App) => void new Bucket(new Stack(app, 'opened'), 'Bucket')
    await expect(synthesise(readStage('office'), undefined, opened)).rejects.toThrow('AwsSolutions-S10')
  })

  it.each([
    ['office', []],
    // Nobody's data is behind a rehearsal: its people need no second factor.
    ['rehearsal', ['COG2']],
  ] as const)('finds in the stage %s what was looked at, and nothing else', (name, also) => {
    const findings = new Set(acknowledged(readStage(name)).map(([id]) => id))
    expect([...findings].toSorted()).toEqual(
      [
        ...also,
        'APIG4',
        'COG8',
        'DDB3',
        'IAM5[Resource::*]',
        'IAM5[Resource::<bucket>/kept/*]',
        'IAM5[Resource::<bucket>/quarantine/*]',
        'IAM5[Resource::arn:aws:states:<region>:<account>:execution:<machine>:*]',
        'SQS3',
      ].toSorted(),
    )
  })

  it('is answered with a reason in whole sentences', () => {
    for (const [, reason] of acknowledged(readStage('rehearsal'))) expect(reason).toMatch(/^[A-Z].{40,}\.$/)
  })
})

/** Every finding that was looked at, by its id without the names of one stage, and why it stands. */
function acknowledged(stage: Stage): [string, string][] {
  const app = new App({ context: contextWithoutBundling() })
  addStacks(app, stage)
  const noted = app.node.findAll().flatMap(({ node }) => node.metadata)
  const reasons = noted.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
  return reasons.flatMap(({ data }) =>
    Object.entries<string>(data).map(([id, reason]): [string, string] => [shortened(id), reason]),
  )
}

function shortened(id: string): string {
  return id
    .replace(/^.*AwsSolutions-/, '')
    .replace(/:states:.*:execution:[a-z-]+:/, ':states:<region>:<account>:execution:<machine>:')
    .replace(/::[^:]*:ExportsOutput[^/]*\//, '::<bucket>/')
}
