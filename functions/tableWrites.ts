/** What a transaction asks, does and moves, judged on items in memory: for drivers whose store does not judge it itself. */
import type { Condition, Item, Json, JsonObject, Key } from './services.ts'
import { TableRefusal } from './services.ts'
import { checkItemSize, compareUtf8, indexPlaces } from './tableLimits.ts'

/** The item after an addition. Throws TableRefusal for adding to what is no whole number, and for a sum that no counter can hold. */
export function added(key: Key, before: Item | undefined, add: { readonly [attribute: string]: number }): Item {
  const value: { [attribute: string]: Json } = { ...before?.value }
  for (const [attribute, amount] of Object.entries(add)) {
    const found = attributeOf(value, attribute)
    value[attribute] = wholeNumber((found === undefined ? 0 : wholeNumber(found, attribute)) + amount, attribute)
  }
  const item = { key, ...before, value }
  checkItemSize(item)
  return item
}

function wholeNumber(value: Json, attribute: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new TableRefusal(`only whole numbers can be added to: ${attribute} is ${JSON.stringify(value)}`)
}

/** Whether a condition holds of an item's value, or of its absence. */
export function isMet(condition: Condition, value: JsonObject | undefined): boolean {
  if ('is' in condition) return (value !== undefined) === (condition.is === 'present')
  const found = value === undefined ? undefined : attributeOf(value, condition.attribute)
  if ('equals' in condition) return found === condition.equals
  const { atMost } = condition
  if (typeof found === 'string' && typeof atMost === 'string') return compareUtf8(found, atMost) <= 0
  return typeof found === 'number' && typeof atMost === 'number' && found <= atMost
}

/** `constructor` is no attribute of a thing that has none of that name. */
function attributeOf(value: JsonObject, attribute: string): Json | undefined {
  return Object.hasOwn(value, attribute) ? value[attribute] : undefined
}

/** The index places that differ between what stands somewhere and what is to, or should. */
export function placesMoved(before: Item['indexes'], after: Item['indexes']): readonly (typeof indexPlaces)[number][] {
  if (before === after) return []
  return indexPlaces.filter(({ index }) => {
    const one = before?.[index]
    const other = after?.[index]
    return one !== other && (one?.pk !== other?.pk || one?.sk !== other?.sk)
  })
}
