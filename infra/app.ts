/**
 * What `cdk` runs: the three stacks of one stage, checked by cdk-nag. Nothing of it asks AWS anything, so that a synth
 * needs no account; the account is whoever deploys.
 */
import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { DataStack } from './stacks/data.ts'
import { ServiceStack } from './stacks/service.ts'
import { WebStack } from './stacks/web.ts'
import { readStage, type Stage, StageRefused } from './stage.ts'

export function dondoc(stage: Stage, props: AppProps = {}): App {
  const app = new App(props)
  const placed = { env: { region: stage.region } }
  const name = (part: string) => `dondoc-${stage.name}-${part}`
  const data = new DataStack(app, name('data'), stage, placed)
  const service = new ServiceStack(app, name('service'), stage, data, placed)
  new WebStack(app, name('web'), stage, data, service, placed)
  Tags.of(app).add('dondoc:stage', stage.name)
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return app
}

if (import.meta.main) {
  try {
    dondoc(readStage(new App().node.tryGetContext('stage'))).synth()
  } catch (error) {
    if (!(error instanceof StageRefused)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
