/** Fields that give a number, a list or a text, as constants or by expression. A wrong type is told as AWS tells it. */
import type { Json } from '../../functions/services.ts'
import type { Scope } from './expression.ts'
import { EvaluationFailure } from './failures.ts'
import { typeName } from './json.ts'
import { fill, type Template } from './template.ts'

export async function numberIn(template: Template, scope: Scope, field: string): Promise<number> {
  const value = await fill(template, scope)
  return typeof value === 'number' ? value : wrongType(template, 'number', value, field)
}

export async function wholeNumberIn(template: Template, scope: Scope, field: string, least: number): Promise<number> {
  const value = await numberIn(template, scope, field)
  if (Number.isInteger(value) && value >= least && value <= 99_999_999) return value
  throw new EvaluationFailure(
    `The ${field} field must be an integer from ${least} to 99999999 but was: ${value}`,
    field,
  )
}

export async function textIn(template: Template, scope: Scope, field: string): Promise<string> {
  const value = await fill(template, scope)
  return typeof value === 'string' ? value : wrongType(template, 'string', value, field)
}

export async function conditionIn(template: Template, scope: Scope, field: string): Promise<boolean> {
  const value = await fill(template, scope)
  return typeof value === 'boolean' ? value : wrongType(template, 'boolean', value, field)
}

/** A list, or also an object where that may be. */
export async function itemsIn(
  template: Template,
  scope: Scope,
  field: string,
  takesObject: boolean,
): Promise<readonly Json[] | { readonly [key: string]: Json }> {
  const value = await fill(template, scope)
  if (isList(value) || (takesObject && typeof value === 'object' && value !== null)) return value
  return wrongType(template, 'array', value, field)
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function wrongType(template: Template, wanted: string, value: Json, field: string): never {
  const subject =
    'expression' in template ? `The JSONata expression '${template.expression.text}' specified for` : 'The value of'
  throw new EvaluationFailure(
    `${subject} the field '${field}' returned an unexpected result type. Expected '${wanted}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
    field,
  )
}
