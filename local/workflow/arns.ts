/** Names as AWS writes them, for what an execution can see of itself. */

const account = 'arn:aws:states:ap-southeast-1:000000000000'

export const region = 'ap-southeast-1'
export const roleArn = 'arn:aws:iam::000000000000:role/dondoc-workflows'

export function stateMachineArn(stateMachine: string): string {
  return `${account}:stateMachine:${stateMachine}`
}

export function executionArn(stateMachine: string, name: string): string {
  return `${account}:execution:${stateMachine}:${name}`
}

/** `mapRun` is the state machine of its iterations, as `childMachine` names it. */
export function mapRunArn(mapRun: string, id: string): string {
  return `${account}:mapRun:${mapRun}:${id}`
}

/** The iterations of a distributed Map are executions of this state machine, by the Map's Label if it has one. */
export function childMachine(stateMachine: string, label: string): string {
  return `${stateMachine}/${label}`
}

/** The state machine and the execution's name, or undefined for a text that is no execution's ARN. */
export function executionNames(arn: string): { stateMachine: string; name: string } | undefined {
  const [, stateMachine, name] = /^arn:[\w-]+:states:[\w-]*:\d*:execution:([^:]+):([^:]+)$/.exec(arn) ?? []
  return stateMachine === undefined || name === undefined ? undefined : { stateMachine, name }
}

/** The last part of an ARN, what stands in `${…}`, or the name itself: how a definition may name what it calls. */
export function calledName(text: string): string {
  const placeholder = /^\$\{([\w-]+)\}$/.exec(text)?.[1]
  const arn = /^arn:[\w-]+:(?:lambda|states):[\w-]*:\d*:(?:function|stateMachine):([^:]+)/.exec(text)?.[1]
  // A function may be named with its version or alias.
  return placeholder ?? arn ?? text.replace(/:[\w$-]+$/, '')
}
