/**
 * Fields that hold JSON with expressions in it: Arguments, Output, Assign, ItemSelector … What has no expression is
 * a constant and never meets jsonata; only what does is waited for.
 */
import type { Json } from '../../functions/services.ts'
import { compileExpression, type Expression, expressionIn, type Scope } from './expression.ts'
import { isObject } from './json.ts'

export type Template =
  | { readonly constant: Json }
  | { readonly expression: Expression }
  | { readonly names: readonly string[]; readonly members: readonly Template[] }
  | { readonly items: readonly Template[] }

/** `refuse` is told, in a sentence, of each expression that does not parse, with the path of its field. */
export function compileTemplate(
  json: Json,
  location: string,
  refuse: (location: string, sentence: string) => void,
): Template {
  if (typeof json === 'string') {
    const text = expressionIn(json)
    if (text === undefined) {
      if (isHalfOpen(json)) refuse(location, halfOpen(json))
      return { constant: json }
    }
    try {
      return { expression: compileExpression(text, location) }
    } catch (error) {
      const reason = isObject(error) ? String(error['message']) : String(error)
      refuse(location, `Biểu thức JSONata “${text}” sai cú pháp (jsonata 2.0.6): ${reason}`)
      return { constant: null }
    }
  }
  if (typeof json !== 'object' || json === null) return { constant: json }
  if (isArray(json)) {
    const items = json.map((item, index) => compileTemplate(item, `${location}[${index}]`, refuse))
    return items.every(isConstant) ? { constant: json } : { items }
  }
  const names = Object.keys(json)
  const members = Object.entries(json).map(([name, member]) => compileTemplate(member, `${location}/${name}`, refuse))
  return members.every(isConstant) ? { constant: json } : { names, members }
}

/** One of the marks without the other: Step Functions takes it for a slip of the pen, not for a text. */
function isHalfOpen(text: string): boolean {
  return text.startsWith('{%') || text.endsWith('%}')
}

function halfOpen(text: string): string {
  return `Chuỗi “${text}” chỉ có một trong hai dấu “{%” và “%}”; hãy viết đủ cả hai, ở đầu và ở cuối chuỗi, nếu là biểu thức JSONata.`
}

/** The names that an Assign gives values to. */
export function namesIn(assign: Template | undefined): readonly string[] {
  if (assign === undefined) return []
  if ('names' in assign) return assign.names
  return 'constant' in assign && isObject(assign.constant) ? Object.keys(assign.constant) : []
}

/** Every expression of a template, for whoever checks what they refer to. */
export function expressionsIn(template: Template): readonly Expression[] {
  if ('constant' in template) return []
  if ('expression' in template) return [template.expression]
  return ('items' in template ? template.items : template.members).flatMap(expressionsIn)
}

/** The template with every expression's value in its place, in the order in which they are written. */
export function fill(template: Template, scope: Scope): Json | Promise<Json> {
  if ('constant' in template) return template.constant
  if ('expression' in template) return template.expression.evaluate(scope)
  if ('items' in template) return fillAll(template.items, scope)
  const { names } = template
  const named = (values: readonly Json[]) =>
    Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]))
  const values = fillAll(template.members, scope)
  return values instanceof Promise ? values.then(named) : named(values)
}

function fillAll(templates: readonly Template[], scope: Scope): Json[] | Promise<Json[]> {
  const values: Json[] = []
  for (const template of templates) {
    const value = fill(template, scope)
    if (value instanceof Promise) return fillOthers(templates, scope, values, value)
    values.push(value)
  }
  return values
}

async function fillOthers(
  templates: readonly Template[],
  scope: Scope,
  values: Json[],
  awaited: Promise<Json>,
): Promise<Json[]> {
  values.push(await awaited)
  for (const template of templates.slice(values.length)) values.push(await fill(template, scope))
  return values
}

function isConstant(template: Template): boolean {
  return 'constant' in template
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}
