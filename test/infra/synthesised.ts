/**
 * The templates of a stage, made as `cdk synth` makes them but without bundling: what is in a function is not in a
 * template. They are kept in node_modules/.cache until something that they are made of changes, so that every test file reads the
 * same ones and CDK runs once.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from 'aws-cdk-lib'
import type { Stage } from '../../infra/stage.ts'

export interface Resource {
  readonly Type: string
  // biome-ignore lint/suspicious/noExplicitAny: a template is JSON of a hundred shapes; a wrong path fails its test
  readonly Properties: any
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>
}

export interface Synthesised {
  readonly folder: string
  readonly data: Template
  readonly service: Template
  readonly web: Template
  readonly all: readonly [string, Resource][]
  ofType(type: string): readonly Resource[]
}

export async function synthesised(stage: Stage): Promise<Synthesised> {
  const folder = join('node_modules', '.cache', 'synth', `${stage.name}-${madeOf(stage)}`)
  if (!existsSync(folder)) await synthesise(stage, folder)
  const template = (part: string): Template =>
    JSON.parse(readFileSync(join(folder, `dondoc-${stage.name}-${part}.template.json`), 'utf8'))
  const [data, service, web] = [template('data'), template('service'), template('web')]
  const all = [data, service, web].flatMap(({ Resources }) => Object.entries(Resources))
  return {
    folder,
    data,
    service,
    web,
    all,
    ofType: (type) => all.map(([, one]) => one).filter(({ Type }) => Type === type),
  }
}

/** Made aside and put in place whole: two test files may begin with the same stage. `also` is added before the synth. */
export async function synthesise(stage: Stage, folder?: string, also: (app: App) => void = () => {}): Promise<void> {
  const { App } = await import('aws-cdk-lib')
  const { addStacks } = await import('../../infra/app.ts')
  mkdirSync(join('node_modules', '.cache', 'synth'), { recursive: true })
  const aside = mkdtempSync(join('node_modules', '.cache', 'synth', 'making-'))
  try {
    const app = new App({ outdir: resolve(aside), context: contextWithoutBundling() })
    addStacks(app, stage)
    also(app)
    app.synth()
    if (folder !== undefined && !existsSync(folder)) renameSync(aside, folder)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/** What `cdk` would tell the app, and that no function is to be bundled. */
export function contextWithoutBundling(): Readonly<Record<string, unknown>> {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'))
  return { ...context, 'aws:cdk:bundling-stacks': [] }
}

/** All that templates are made of. */
function madeOf(stage: Stage): string {
  const hash = createHash('sha256').update(JSON.stringify(stage))
  const sources = ['infra/**/*.ts', 'workflows/*', 'functions/aws/*.json', 'functions/env.ts', 'cdk.json', '.nvmrc']
  for (const path of [...sources.flatMap((pattern) => globSync(pattern)), 'package-lock.json'].toSorted()) {
    hash.update(`${path}\0`).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}

/** A value of a template as one text: what stands in place of names that are only known when it is deployed, in brackets. */
export function written(value: unknown): string {
  if (typeof value === 'string') return value
  const [how, of] = Object.entries(Object(value))[0] ?? []
  switch (how) {
    case 'Ref':
      return `<${of}>`
    case 'Fn::GetAtt':
      return `<${(of as string[]).join('.')}>`
    case 'Fn::ImportValue':
      return written(of)
    case 'Fn::Join': {
      const [between, parts] = of as [string, unknown[]]
      return parts.map(written).join(between)
    }
    default:
      return `<${how} ${JSON.stringify(of)}>`
  }
}
