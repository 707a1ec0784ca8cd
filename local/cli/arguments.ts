/** What stands after the command, read strictly: a word that means nothing is told, never passed over. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type CalendarDate, isCalendarDate } from '../../domain/days.ts'
import type { Values } from './command.ts'

/** The command was called wrongly: the sentence says how, and main.ts adds the usage. */
export class WrongUsage extends Error {
  override name = 'WrongUsage'
}

export function readArguments(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { readonly values: Values; readonly positionals: readonly string[] } {
  // Not `strict`: its sentences are in English. The tokens say all that it would have looked at.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!option) throw new WrongUsage(`Không có tham số “${token.rawName}”.`)
    if (option.type === 'boolean' && token.value !== undefined) {
      throw new WrongUsage(`Tham số “${token.rawName}” không nhận giá trị; ở đây ghi “${token.value}”.`)
    }
    // A negative number is a value, for its own option to judge; no option is named by a digit.
    const looksLikeOption = token.inlineValue === false && /^-(?!\d)/.test(token.value)
    if (option.type === 'string' && (token.value === undefined || token.value === '' || looksLikeOption)) {
      throw new WrongUsage(`Tham số “${token.rawName}” cần một giá trị.`)
    }
  }
  return { values, positionals }
}

/** The one word that a command is about. */
export function onlyPositional(positionals: readonly string[], what: string): string {
  const [first, ...others] = positionals
  if (first === undefined || others.length > 0) {
    throw new WrongUsage(`Cần đúng một ${what}, ở đây có ${positionals.length}.`)
  }
  return first
}

export function noPositionals(positionals: readonly string[]): void {
  if (positionals.length > 0) throw new WrongUsage(`Lệnh này không nhận “${positionals[0]}”.`)
}

export function textOption(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export function dayOption(values: Values, name: string): CalendarDate | undefined {
  const text = textOption(values, name)
  if (text === undefined || isCalendarDate(text)) return text
  throw new WrongUsage(
    `Tham số “--${name}” cần một ngày có thật, viết năm-tháng-ngày như 2020-12-31; ở đây ghi “${text}”.`,
  )
}

/** A whole number from one bound to another, both allowed. */
export function numberOption(values: Values, name: string, from: number, to: number): number | undefined {
  const text = textOption(values, name)
  if (text === undefined) return undefined
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= from && number <= to) return number
  throw new WrongUsage(`Tham số “--${name}” cần một số nguyên từ ${from} đến ${to}; ở đây ghi “${text}”.`)
}

/** One word of a few. */
export function wordOption<Word extends string>(
  values: Values,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOption(values, name)
  if (text === undefined) return undefined
  const word = words.find((one) => one === text)
  if (word) return word
  throw new WrongUsage(`Tham số “--${name}” là một trong: ${words.join(', ')}; ở đây ghi “${text}”.`)
}

/** Hashes of seals that somebody kept elsewhere; the option may be given several times. */
export function anchorsIn(values: Values): readonly string[] {
  const given = values['anchor']
  const anchors = Array.isArray(given) ? given.map((one) => String(one).toLowerCase()) : []
  const wrong = anchors.find((anchor) => !/^[0-9a-f]{64}$/.test(anchor))
  if (wrong === undefined) return anchors
  throw new WrongUsage(`Mã niêm phong gồm 64 chữ số thập lục phân (0-9, a-f); ở đây ghi “${wrong}”.`)
}
