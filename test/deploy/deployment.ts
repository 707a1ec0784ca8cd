/** The product's own stacks, put into the emulator by the CDK as they would be put into an account. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { onLoopback } from './loopback.ts'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stage = join(root, 'test/deploy/rehearsal.yaml')

const Outputs = z.object({
  ApiId: z.string(),
  TableName: z.string(),
  BucketName: z.string(),
  UserPoolId: z.string(),
  UserPoolClientId: z.string(),
  PublicUrl: z.string(),
})
export type Outputs = z.infer<typeof Outputs>

/** Builds the stacks of the rehearsal stage in a folder: bundles, templates, checks. Needs no account. */
export async function synthesise(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  await cdk(['synth', '--quiet', '--output', folder, '--context', `stage=${stage}`], env)
}

/** Prepares an empty account, with what was built: with its source, `cdk bootstrap` would build it again, and empty. */
export async function bootstrap(folder: string, region: string, env: NodeJS.ProcessEnv): Promise<void> {
  await cdk(['bootstrap', `aws://000000000000/${region}`, '--app', folder], env)
}

/** Deploys what was built, for the first time or over what is there; answers what the stacks tell of themselves. */
export async function deploy(folder: string, env: NodeJS.ProcessEnv): Promise<Outputs> {
  const outputs = join(folder, 'outputs.json')
  const quickly = ['--method', 'direct', '--require-approval', 'never']
  await cdk(['deploy', '--app', folder, '--all', ...quickly, '--outputs-file', outputs], env)
  const stacks: { readonly [stack: string]: object } = JSON.parse(readFileSync(outputs, 'utf8'))
  return Outputs.parse(Object.assign({}, ...Object.values(stacks)))
}

function cdk(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  onLoopback(env['AWS_ENDPOINT_URL'] ?? 'https://aws.amazon.com')
  return run(process.execPath, [join(root, 'node_modules/aws-cdk/bin/cdk'), ...args], { cwd: root, env })
}
