/**
 * What `cdk` runs: the three stacks of one stage, checked by cdk-nag. Nothing of it asks AWS anything, so that a synth
 * needs no account; the account is whoever deploys.
 */
import { App, Tags, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { DataStack } from './stacks/data.ts'
import { ServiceStack } from './stacks/service.ts'
import { WebStack } from './stacks/web.ts'
import { readStage, type Stage, StageRefused } from './stage.ts'

/** Puts the stacks of a stage into an app, and cdk-nag over them. */
export function addStacks(app: App, stage: Stage): void {
  const placed = { env: { region: stage.region } }
  const name = (part: string) => `dondoc-${stage.name}-${part}`
  const data = new DataStack(app, name('data'), stage, placed)
  const service = new ServiceStack(app, name('service'), stage, data, placed)
  new WebStack(app, name('web'), stage, data, service, placed)
  Tags.of(app).add('dondoc:stage', stage.name)
  // A finding that nobody gave a reason for ends the synth.
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
}

if (import.meta.main) {
  const app = new App()
  try {
    addStacks(app, readStage(app.node.tryGetContext('stage')))
    app.synth()
  } catch (error) {
    if (!(error instanceof StageRefused)) throw error
    process.stderr.write(`${error.message}\n`)
    // At once: nothing half made is handed to whoever waits for the stacks.
    process.exit(1)
  }
}
