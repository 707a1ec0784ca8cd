/**
 * JSONata as Step Functions evaluates it: jsonata 2.0.6, `$eval` taken away, AWS's own functions added, time bound
 * to the engine's clock, and every evaluation bounded, so that an expression which calls itself for ever ends in
 * States.QueryEvaluationError and starves nobody.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
import jsonata from 'jsonata'
import type { Json } from '../../functions/services.ts'
import { breathe } from './breath.ts'
import { addFunctions, nowName } from './expressionFunctions.ts'
import { EvaluationFailure } from './failures.ts'
import { isObject } from './json.ts'

/** What an expression can see: `$states`, the variables in scope, and the moment. */
export interface Scope {
  /** The members of `$states` but its context. */
  readonly states: { readonly [member: string]: Json }
  /** `$states.context`, made when somebody looks at it: few expressions do. */
  readonly context: () => Json
  readonly variables: { readonly [name: string]: Json }
  /** Milliseconds since 1970, of the engine's clock. */
  readonly now: number
}

export interface Expression {
  /** As it stands between the marks, for causes. */
  readonly text: string
  /** The path of the field inside the state, as `Output/result`. */
  readonly location: string
  readonly ast: jsonata.ExprNode
  /** Throws, or rejects with, EvaluationFailure when it fails, gives nothing, or gives what is not JSON. */
  readonly evaluate: (scope: Scope) => Json | Promise<Json>
}

/** Throws what jsonata throws for an expression that does not parse: an object with `code`, `message` and `position`. */
export function compileExpression(text: string, location: string): Expression {
  const compiled = jsonata(text)
  bound(compiled)
  addFunctions(compiled)
  const ast = compiled.ast()
  const path = plainPath(ast)
  return {
    text,
    location,
    ast,
    evaluate(scope) {
      const found = path === undefined ? undefined : follow(path, scope)
      return found === undefined ? evaluateFully(compiled, text, location, scope) : found
    },
  }
}

/** The text between the marks of `{% … %}`, or undefined for a string that is no expression. */
export function expressionIn(text: string): string | undefined {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined
}

const maxSteps = 1_000_000
/** Evaluations that wait for others: nested ones, and the members of an array that jsonata evaluates side by side. */
const maxPending = 30_000
const stepsBetweenBreaths = 20_000

interface Budget {
  steps: number
  pending: number
}

/** A binding that no expression can name. */
const budgetName = '\0budget'

function bound(compiled: jsonata.Expression): void {
  assignHook(compiled, 'jsonata.__evaluate_entry', (_node, _input, environment) => {
    const budget: Budget = environment.lookup(budgetName)
    budget.steps += 1
    budget.pending += 1
    if (budget.steps > maxSteps || budget.pending > maxPending) {
      // Those evaluated side by side with this one meet the same end at their next step.
      budget.steps = maxSteps
      throw new TooMuch()
    }
    return budget.steps % stepsBetweenBreaths === 0 ? breathe() : undefined
  })
  assignHook(compiled, 'jsonata.__evaluate_exit', (_node, _input, environment) => {
    const budget: Budget = environment.lookup(budgetName)
    budget.pending -= 1
  })
}

type Hook = (node: unknown, input: unknown, environment: jsonata.Environment) => Promise<void> | undefined | void

function assignHook(compiled: jsonata.Expression, name: string, hook: Hook): void {
  // jsonata looks its hooks up by symbol, which its typings of `assign` do not know.
  compiled.assign(Symbol.for(name) as unknown as string, hook)
}

class TooMuch extends Error {
  override name = 'TooMuch'
  override message = `The expression took more than ${maxSteps} steps, or nested deeper than ${maxPending}`
}

async function evaluateFully(
  compiled: jsonata.Expression,
  text: string,
  location: string,
  { states, context, variables, now }: Scope,
): Promise<Json> {
  const budget: Budget = { steps: 0, pending: 0 }
  const subject = `The JSONata expression '${text}' specified for the field '${location}'`
  const bindings = {
    ...variables,
    states: { ...states, context: context() },
    eval: undefined,
    [budgetName]: budget,
    [nowName]: now,
  }
  const outcome = await compiled.evaluate(undefined, bindings).then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome) {
    throw new EvaluationFailure(`${subject} threw an error during evaluation. ${sentenceOf(outcome.error)}`, location)
  }
  const { value } = outcome
  if (value === undefined) throw new EvaluationFailure(`${subject} returned nothing (undefined).`, location)
  const json = asJson(value)
  if (json === undefined) throw new EvaluationFailure(`${subject} returned an unsupported result type.`, location)
  return json
}

/** jsonata throws plain objects with a code and a message. */
function sentenceOf(error: unknown): string {
  const message = isObject(error) && 'message' in error ? String(error['message']) : String(error)
  return isObject(error) && typeof error['code'] === 'string' ? `${error['code']}: ${message}` : message
}

/** Deeper JSON is read by nobody: Step Functions' own parser stops there, and JSON.stringify not much later. */
const deepest = 1000

/** A copy without what jsonata hangs on its arrays; undefined for a function, alone or anywhere inside. */
function asJson(value: unknown, depth = 0): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      // What JSON has no number for (1 / 0) Step Functions writes as a text.
      return Number.isFinite(value) ? value : String(value)
    case 'object':
      if (value === null) return null
      if (depth === deepest) return undefined
      return Array.isArray(value) ? arrayAsJson(value, depth + 1) : objectAsJson(value, depth + 1)
    default:
      return undefined
  }
}

function arrayAsJson(values: readonly unknown[], depth: number): Json | undefined {
  const copy: Json[] = []
  for (const value of values) {
    const json = value === undefined ? null : asJson(value, depth)
    if (json === undefined) return undefined
    copy.push(json)
  }
  return copy
}

function objectAsJson(object: object, depth: number): Json | undefined {
  if ('_jsonata_function' in object || '_jsonata_lambda' in object) return undefined
  const copy: [string, Json][] = []
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue
    const json = asJson(value, depth)
    if (json === undefined) return undefined
    copy.push([name, json])
  }
  return Object.fromEntries(copy)
}

/** The names of a path such as `$states.input.cycleId` or `$x`, but not `$states`, when the expression is nothing else. */
function plainPath(ast: jsonata.ExprNode): readonly string[] | undefined {
  const steps = ast.type === 'variable' ? [ast] : isPlain(ast, 'path') ? ast.steps : undefined
  if (steps === undefined || steps[0]?.type !== 'variable' || !steps.every(isStep)) return undefined
  const names = steps.map(({ value }) => value)
  if (names.length === 1 && names[0] === 'states') return undefined
  return names.every((name): name is string => typeof name === 'string' && name !== '' && name !== '$')
    ? names
    : undefined
}

function isStep(step: jsonata.ExprNode, index: number): boolean {
  return isPlain(step, index === 0 ? 'variable' : 'name')
}

/** A node of this type that carries no filter, grouping, binding or other condition. */
function isPlain(node: jsonata.ExprNode, type: string): boolean {
  const plain = ['type', 'value', 'position', 'steps']
  return node.type === type && Object.keys(node).every((key) => plain.includes(key))
}

/**
 * The value at the end of a path that leads through objects alone: JSONata gives the same. Anything else (an array on
 * the way, a name that is not there) is for jsonata to decide.
 */
function follow(path: readonly string[], { states, context, variables }: Scope): Json | undefined {
  const [first = '', second] = path
  const isContext = first === 'states' && second === 'context'
  let value: Json | undefined = isContext ? context() : first === 'states' ? states : ownMember(variables, first)
  for (let step = isContext ? 2 : 1; step < path.length; step += 1) value = ownMember(value, path[step] ?? '')
  return value
}

function ownMember(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function isJsonObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return isObject(value)
}
