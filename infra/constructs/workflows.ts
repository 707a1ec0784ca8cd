/**
 * The state machines of workflows/, each step a function of its own. Machines call steps and steps start machines, so
 * machines have names that follow from the stage: whoever is given the power to start one needs no machine to be there.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { stepAlias } from '../bundling.ts'
import type { Stage } from '../stage.ts'
import { type StepName, stepEntry, stepNames, stepUses, type Use } from '../uses.ts'
import { acknowledge } from './acknowledge.ts'
import { OfficeFunction, retention } from './officeFunction.ts'
import { type Permission, type Power, permit } from './power.ts'

export interface WorkflowsProps {
  readonly stage: Stage
  /** What the ports are on AWS, apart from the workflows themselves. */
  readonly powersFor: (uses: readonly Use[]) => readonly Power[]
}

const folder = fileURLToPath(new URL('../../workflows/', import.meta.url))
const suffix = '.asl.json'

/** Each named by its file. */
export const machineNames = readdirSync(folder)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))

export class Workflows extends Construct {
  readonly machines: ReadonlyMap<string, StateMachine>
  readonly steps: ReadonlyMap<string, OfficeFunction>
  readonly #stage: Stage

  constructor(scope: Construct, id: string, { stage, powersFor }: WorkflowsProps) {
    super(scope, id)
    this.#stage = stage
    this.steps = new Map(stepNames.map((name) => [name, this.#step(name, powersFor)]))
    this.machines = new Map(
      machineNames.map((name) => [name, this.addMachine(name, `${folder}${name}${suffix}`, this.steps)]),
    )
  }

  /** Where the machines are, and the operations behind the methods that are used, on those machines alone. */
  power(uses: readonly Use[], machines: readonly string[] = machineNames): Power {
    const permissions = uses.flatMap((use) => this.#permissionFor(use, machines))
    if (permissions.length === 0) return { variables: {}, permissions }
    return { variables: { DONDOC_MACHINES: this.#arn('stateMachine', '') }, permissions }
  }

  /** `steps`: by the names that the definition has for them. */
  addMachine(name: string, definition: string, steps: ReadonlyMap<string, IFunction>): StateMachine {
    const role = new Role(this, `${name}-role`, { assumedBy: new ServicePrincipal('states.amazonaws.com') })
    const called = [...steps].filter(([step]) => stepsIn(definition).includes(step))
    permit(role, [{ actions: ['lambda:InvokeFunction'], resources: called.map(([, { functionArn }]) => functionArn) }])
    const machine = new StateMachine(this, name, {
      stateMachineName: this.#nameOf(name),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromFile(definition),
      definitionSubstitutions: Object.fromEntries(called.map(([step, { functionArn }]) => [step, functionArn])),
      role,
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, `${name}-log`, {
          // Whoever delivers logs writes into a policy of the account which groups it may; for names under this prefix it need not.
          logGroupName: `/aws/vendedlogs/states/dondoc-${this.#stage.name}-${name}`,
          retention: retention(this.#stage),
          // Left behind, its name would be taken when the stage is deployed anew; what happened stands in the table.
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        // What goes in and out are ids, and the token that ends a wait: tokens reach no log.
        includeExecutionData: false,
      },
    })
    acknowledge(role, {
      'IAM5[Resource::*]':
        'Delivery of logs and X-Ray have no resources to name: these are the actions that CDK adds for logging and tracing, and they take no other.',
    })
    return machine
  }

  #step(name: StepName, powersFor: WorkflowsProps['powersFor']): OfficeFunction {
    const uses = stepUses[name]
    return new OfficeFunction(this, name, {
      stage: this.#stage,
      entry: stepEntry(name),
      alias: stepAlias(name),
      description: `Bước ${name} của các quy trình`,
      powers: [...powersFor(uses), this.power(uses), { variables: { DONDOC_STEP: name }, permissions: [] }],
      timeoutSeconds: stepTimeoutSeconds(name),
      concurrency: this.#stage.concurrency.step,
    })
  }

  #permissionFor(use: Use, machines: readonly string[]): Permission[] {
    const operation = operations[use]
    if (!operation) return []
    if (operation.on === 'machine') {
      return [{ actions: [operation.action], resources: machines.map((machine) => this.#arn('stateMachine', machine)) }]
    }
    return [
      {
        actions: [operation.action],
        resources: machines.map((machine) => `${this.#arn('execution', machine)}:*`),
        openBecause: 'Executions are named when they start, each by its cycle and attempt; the machine is spelt out.',
      },
    ]
  }

  #arn(resource: 'stateMachine' | 'execution', machine: string): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource,
      resourceName: this.#nameOf(machine),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  }

  #nameOf(machine: string): string {
    return `dondoc-${this.#stage.name}-${machine}`
  }
}

const operations: { readonly [use in Use]?: { readonly action: string; readonly on: 'machine' | 'execution' } } = {
  'workflows.start': { action: 'states:StartExecution', on: 'machine' },
  'workflows.describe': { action: 'states:DescribeExecution', on: 'execution' },
  'workflows.history': { action: 'states:GetExecutionHistory', on: 'execution' },
  'workflows.complete': { action: 'states:SendTaskSuccess', on: 'machine' },
}

/** The steps that a definition names, `${nextStep}`. */
function stepsIn(definition: string): string[] {
  return [...readFileSync(definition, 'utf8').matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
}

interface State {
  readonly Arguments?: { readonly FunctionName?: string }
  readonly TimeoutSeconds?: number | string
}

/**
 * As long as the states that call it wait for it, less what it takes to begin: a function that goes on after its state
 * gave up would work beside its own retry. States that wait for a person say nothing of the function.
 */
function stepTimeoutSeconds(step: StepName): number {
  const waits = machineNames.flatMap((name) => {
    const { States }: { States: Readonly<Record<string, State>> } = JSON.parse(
      readFileSync(`${folder}${name}${suffix}`, 'utf8'),
    )
    return Object.values(States).flatMap(({ Arguments, TimeoutSeconds }) =>
      Arguments?.FunctionName === `\${${step}}` && typeof TimeoutSeconds === 'number' ? [TimeoutSeconds] : [],
    )
  })
  return waits.length === 0 ? 60 : Math.min(...waits) - 5
}
