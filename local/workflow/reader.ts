/** Reads the fields of a definition one by one and collects what is wrong with them, so that one reading finds all. */
import type { Json } from '../../functions/services.ts'
import { type Expression, expressionIn } from './expression.ts'
import { isObject } from './json.ts'
import { isName } from './refusal.ts'
import { compileTemplate, expressionsIn, type Template } from './template.ts'

export interface Problem {
  /** Where, as `/States/Chờ/Next`. */
  readonly place: string
  readonly code: ProblemCode
  readonly sentence: string
}

export type ProblemCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  | 'UNREACHABLE_STATE'
  | 'DUPLICATE_STATE_NAME'
  | 'DUPLICATE_LABEL_NAME'
  | 'DUPLICATE_VARIABLE_NAME'
  | 'UNSUPPORTED_QUERY_LANGUAGE'
  | 'UNSUPPORTED_FIELD'
  | 'INVALID_EXPRESSION'

/** Which members of `$states` a field may look at, beside input and context. */
export type Sees = 'result' | 'errorOutput' | 'nothing more'

export class Reader {
  readonly problems: Problem[] = []
  /** The machine's default; a state may say otherwise for itself. */
  language: 'JSONata' | 'JSONPath' = 'JSONPath'
  readonly #names = new Set<string>()
  readonly #labels = new Set<string>()

  refuse(place: string, code: ProblemCode, sentence: string): void {
    this.problems.push({ place: place === '' ? '/' : place, code, sentence })
  }

  /** With `allowed`, every other field is a problem. */
  fields(place: string, json: { readonly [name: string]: unknown }, allowed?: readonly string[]): Fields {
    for (const name of allowed === undefined ? [] : Object.keys(json)) {
      if (allowed?.includes(name)) continue
      this.refuse(
        `${place}/${name}`,
        'SCHEMA_VALIDATION_FAILED',
        `Trường “${name}” không được dùng ở đây; hãy bỏ trường này.`,
      )
    }
    const fields = new Fields(this, place, json)
    if (allowed?.includes('Comment')) fields.text('Comment')
    return fields
  }

  /** Names are unique in the whole machine, and have at most 80 characters. */
  claimName(place: string, name: string): void {
    if (name.length === 0 || name.length > 80) {
      this.refuse(
        place,
        'SCHEMA_VALIDATION_FAILED',
        `Tên trạng thái phải có từ 1 đến 80 ký tự; ở đây có ${name.length}.`,
      )
    }
    if (this.#names.has(name)) {
      this.refuse(
        place,
        'DUPLICATE_STATE_NAME',
        `Tên “${name}” đã dùng cho một trạng thái khác của luồng; hãy đặt tên khác.`,
      )
    }
    this.#names.add(name)
  }

  /** Labels are part of ARNs, and unique in the whole machine. */
  claimLabel(place: string, label: string): void {
    if (label.length === 0 || label.length > 40 || !isName(label)) {
      this.refuse(
        place,
        'SCHEMA_VALIDATION_FAILED',
        `“Label” phải có từ 1 đến 40 ký tự, không có khoảng trắng, ngoặc hay ký tự đặc biệt; ở đây ghi ${written(label)}.`,
      )
    }
    if (this.#labels.has(label)) {
      this.refuse(
        place,
        'DUPLICATE_LABEL_NAME',
        `Nhãn “${label}” đã dùng cho một trạng thái Map khác; hãy đặt nhãn khác.`,
      )
    }
    this.#labels.add(label)
  }
}

/** One object of the definition. Each question answers the value, or undefined after telling what is wrong. */
export class Fields {
  readonly #reader: Reader
  readonly #place: string
  readonly #json: { readonly [name: string]: unknown }

  constructor(reader: Reader, place: string, json: { readonly [name: string]: unknown }) {
    this.#reader = reader
    this.#place = place
    this.#json = json
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#json, name)
  }

  wrong(name: string, sentence: string): undefined {
    this.#reader.refuse(`${this.#place}/${name}`, 'SCHEMA_VALIDATION_FAILED', sentence)
  }

  /** Tells of a field that is not there; one that is there and wrong was told of already. */
  required<T>(name: string, value: T | undefined): T | undefined {
    if (!this.has(name)) this.wrong(name, `Thiếu trường bắt buộc “${name}”.`)
    return value
  }

  /** For what the engine knows and does not run. */
  unsupported(name: string, sentence: string): void {
    if (this.has(name)) this.#reader.refuse(`${this.#place}/${name}`, 'UNSUPPORTED_FIELD', sentence)
  }

  text(name: string): string | undefined {
    return this.#typed(name, (value) => typeof value === 'string', 'một chuỗi')
  }

  oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined {
    return this.#typed(
      name,
      (value): value is T => values.some((one) => one === value),
      `một trong: ${values.join(', ')}`,
    )
  }

  flag(name: string): boolean | undefined {
    return this.#typed(name, (value) => typeof value === 'boolean', 'true hoặc false')
  }

  object(name: string): { readonly [name: string]: unknown } | undefined {
    return this.#typed(name, isObject, 'một đối tượng')
  }

  /** The object that is written out there, if one is; anything else is another field's matter. */
  objectIn(name: string): { readonly [name: string]: unknown } | undefined {
    const value = this.has(name) ? this.#json[name] : undefined
    return isObject(value) ? value : undefined
  }

  list(name: string): readonly unknown[] | undefined {
    return this.#typed(name, Array.isArray, 'một mảng')
  }

  number(name: string, least: number, most = Number.POSITIVE_INFINITY): number | undefined {
    const fits = (value: unknown): value is number => typeof value === 'number' && value >= least && value <= most
    return this.#typed(name, fits, `một số ${rangeWords(least, most)}`)
  }

  wholeNumber(name: string, least: number, most = 99_999_999): number | undefined {
    return this.#typed(name, isWhole(least, most), `một số nguyên ${rangeWords(least, most)}`)
  }

  /** A whole number, or an expression of one. */
  wholeNumberTemplate(name: string, least: number, most = 99_999_999): Template | undefined {
    return this.#expressionOr(
      name,
      isWhole(least, most),
      `một số nguyên ${rangeWords(least, most)}, hoặc một biểu thức JSONata`,
    )
  }

  numberTemplate(name: string, least: number, most: number): Template | undefined {
    const fits = (value: unknown): value is number => typeof value === 'number' && value >= least && value <= most
    return this.#expressionOr(name, fits, `một số ${rangeWords(least, most)}, hoặc một biểu thức JSONata`)
  }

  /** A string that passes, or an expression of one. */
  textTemplate(
    name: string,
    passes: (text: string) => boolean = () => true,
    wanted = 'một chuỗi',
  ): Template | undefined {
    const fits = (value: unknown): value is string => typeof value === 'string' && passes(value)
    return this.#expressionOr(name, fits, `${wanted}, hoặc một biểu thức JSONata`)
  }

  /** A list with expressions inside, or an expression of one; also an object, where that may be. */
  itemsTemplate(name: string, takesObject: boolean): Template | undefined {
    const fits = (value: unknown): value is unknown => Array.isArray(value) || (takesObject && isObject(value))
    return this.#expressionOr(name, fits, `một mảng${takesObject ? ', một đối tượng' : ''}, hoặc một biểu thức JSONata`)
  }

  /** A truth value, or an expression of one. */
  conditionTemplate(name: string, location: string): Template | undefined {
    return this.#expressionOr(
      name,
      (value) => typeof value === 'boolean',
      'true, false hoặc một biểu thức JSONata',
      location,
    )
  }

  /** Any JSON. `location` is the field's path inside the state, where that is not its name. */
  template(name: string, sees: Sees = 'nothing more', location = name): Template | undefined {
    if (!this.has(name)) return undefined
    const place = `${this.#place}/${name}`
    const template = compileTemplate(asJson(this.#json[name]), location, (at, sentence) => {
      this.#reader.refuse(`${place}${at.slice(location.length)}`, 'INVALID_EXPRESSION', sentence)
    })
    for (const expression of expressionsIn(template)) {
      for (const member of membersOfStates(expression)) {
        if (member === 'input' || member === 'context' || member === sees) continue
        const inside = `${place}${expression.location.slice(location.length)}`
        this.#reader.refuse(
          inside,
          'INVALID_EXPRESSION',
          `Ở trường này không có $states.${member}: chỉ có $states.input, $states.context${sees === 'nothing more' ? '' : ` và $states.${sees}`}.`,
        )
      }
    }
    return template
  }

  #typed<T>(name: string, fits: (value: unknown) => value is T, wanted: string): T | undefined {
    if (!this.has(name)) return undefined
    const value = this.#json[name]
    return fits(value) ? value : this.wrong(name, `“${name}” phải là ${wanted}; ở đây ghi ${written(value)}.`)
  }

  #expressionOr<T>(
    name: string,
    fits: (value: unknown) => value is T,
    wanted: string,
    location = name,
  ): Template | undefined {
    const value = this.#json[name]
    if (typeof value === 'string' && expressionIn(value) !== undefined)
      return this.template(name, 'nothing more', location)
    return this.#typed(name, fits, wanted) === undefined ? undefined : this.template(name, 'nothing more', location)
  }
}

function isWhole(least: number, most: number): (value: unknown) => value is number {
  return (value): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most
}

function rangeWords(least: number, most: number): string {
  return Number.isFinite(most) ? `từ ${least} đến ${most}` : `từ ${least} trở lên`
}

function written(value: unknown): string {
  const text = JSON.stringify(value) ?? 'không có gì'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function asJson(value: unknown): Json {
  // A definition was parsed from JSON text or written as JSON: there is nothing else in it.
  return value as Json
}

/** The members of `$states` that an expression names outright. */
function membersOfStates({ ast }: Expression): readonly string[] {
  const members: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    if (!isObject(node)) return
    const [first, second] = Array.isArray(node['steps']) ? node['steps'] : []
    if (isObject(first) && first['type'] === 'variable' && first['value'] === 'states') {
      if (isObject(second) && second['type'] === 'name') members.push(String(second['value']))
    }
    Object.values(node).forEach(visit)
  }
  visit(ast)
  return members
}
