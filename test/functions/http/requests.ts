/** Requests nobody thought of, made from the schema of each route: what fits it, what nearly does, and rubbish. */
import fc from 'fast-check'
import type * as z from 'zod/mini'
import { addDays, type CalendarDate } from '../../../domain/days.ts'

/** What the seed office has, so that some requests reach further than to a name that is not there. */
const names = [
  'nho',
  'so-y-te',
  'so-xay-dung',
  'van-phong',
  'thanh-uy',
  'nho_once',
  'R05',
  'T01',
  'bac-si',
  'task',
  '2013',
]

const hostile = [
  '',
  ' ',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '#STATE',
  'TASK#nho_once',
  '~',
  '9'.repeat(400),
  'đ'.repeat(3000),
  '1e999',
  '-1',
  'NaN',
  'null',
]

const day = fc.integer({ min: -4000, max: 4000 }).map((days) => addDays('2013-01-07' as CalendarDate, days))

export const rubbish: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostile),
  fc.constantFrom(...names),
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(Number),
  fc.string({ unit: 'binary' }),
)

export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...names),
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 40 }),
  day,
)

/** Mostly what the schema takes; any place of it may be rubbish instead. */
export function bodyOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema) }, { weight: 1, arbitrary: rubbish })
}

function fitting(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape).map(([name, field]): [string, fc.Arbitrary<unknown>] => [
        name,
        bodyOf(field),
      ])
      const optional = Object.entries(def.shape).filter(([, field]) => isOptional(field))
      const needed = Object.keys(def.shape).filter((name) => !optional.some(([one]) => one === name))
      const known = fc.record<{ [name: string]: unknown }>(Object.fromEntries(fields), { requiredKeys: needed })
      // Fields of the thing itself, which nobody may set from outside.
      const more = fc.constantFrom('version', 'hash', 'state', 'roles', 'programme', 'by', '__proto__', 'id', 'actor')
      return fc.oneof(
        { weight: 15, arbitrary: known },
        {
          weight: 1,
          arbitrary: fc.tuple(known, more, rubbish).map(([body, name, value]) => ({ ...Object(body), [name]: value })),
        },
      )
    }
    case 'array':
      return fc.array(bodyOf(def.element), { maxLength: 3 })
    case 'record':
      return fc.dictionary(text, bodyOf(def.valueType), { maxKeys: 3 })
    case 'union':
      return fc.oneof(...def.options.map(bodyOf))
    case 'intersection':
      return fc
        .tuple(bodyOf(def.left), bodyOf(def.right))
        .map(([left, right]) => ({ ...Object(left), ...Object(right) }))
    case 'optional':
    case 'default':
      return bodyOf(def.innerType)
    case 'nullable':
      return fc.oneof(fc.constant(null), bodyOf(def.innerType))
    case 'pipe':
      return bodyOf(def.in)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'boolean':
      return fc.boolean()
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer(), fc.double())
    case 'string':
      return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...names, 'Đã họp', 'a@example.com') }, text)
    case 'custom':
      return day
    default:
      return rubbish
  }
}

function isOptional(schema: z.core.$ZodType): boolean {
  return (schema as z.core.$ZodTypes)._zod.optin === 'optional'
}

/** The places of a schema whose objects take fields that they do not name. */
export function openObjects(schema: z.core.$ZodType, place: string): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const inner = Object.entries(def.shape).flatMap(([name, field]) => openObjects(field, `${place}.${name}`))
      return def.catchall?._zod.def.type === 'never' ? inner : [place, ...inner]
    }
    case 'array':
      return openObjects(def.element, `${place}[]`)
    case 'record':
      return openObjects(def.valueType, `${place}{}`)
    case 'union':
      return def.options.flatMap((one) => openObjects(one, place))
    case 'intersection':
      return [def.left, def.right].flatMap((one) => openObjects(one, place))
    case 'optional':
    case 'default':
    case 'nullable':
      return openObjects(def.innerType, place)
    case 'pipe':
      return openObjects(def.in, place)
    default:
      return []
  }
}
