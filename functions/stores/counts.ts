/**
 * Counts kept with every change: COUNTS#programme, one item an agency, open work under its due day, so that midnight
 * writes nothing. One item an agency, not one a programme: departments that answer at the same minute do not wait for
 * each other.
 */
import type { CalendarDate } from '../../domain/days.ts'
import { addCounts, type ClassCounts, countsOf, noCounts, tallyOf } from '../../domain/tasks/classes.ts'
import type { Task } from '../../domain/tasks/task.ts'
import { allItems } from '../paging.ts'
import type { Item, Table, Write } from '../services.ts'

/** The writes that move a task from where it was counted to where it is now. */
export function tallyWrites(before: Task | undefined, after: Task): readonly Write[] {
  const from = before && tallyOf(before)
  const to = tallyOf(after)
  if (from && to && from.agency === to.agency) {
    if (from.name === to.name) return []
    return [add(after.programme, from.agency, { [from.name]: -1, [to.name]: 1 })]
  }
  return [
    ...(from ? [add(after.programme, from.agency, { [from.name]: -1 })] : []),
    ...(to ? [add(after.programme, to.agency, { [to.name]: 1 })] : []),
  ]
}

function add(programme: string, agency: string, change: { readonly [name: string]: number }): Write {
  return { update: { pk: `COUNTS#${programme}`, sk: agency }, add: change }
}

/** An agency's open tasks that fall due before a day, and in the span from it to another, both included. */
export async function openByDay(
  table: Table,
  programme: string,
  agency: string,
  from: CalendarDate,
  until: CalendarDate,
): Promise<{ readonly before: number; readonly within: number }> {
  const item = await table.get({ pk: `COUNTS#${programme}`, sk: agency })
  let before = 0
  let within = 0
  for (const name in item?.value) {
    const count = item.value[name]
    if (count === 0 || typeof count !== 'number' || !name.startsWith('open:')) continue
    const day = name.slice(5)
    if (day < from) before += count
    else if (day <= until) within += count
  }
  return { before, within }
}

/** The classes of an agency's tasks on a day. */
export async function countsOfAgency(
  table: Table,
  programme: string,
  agency: string,
  today: CalendarDate,
): Promise<ClassCounts> {
  const item = await table.get({ pk: `COUNTS#${programme}`, sk: agency })
  return item ? countsIn(item, today) : noCounts
}

/** The classes of a programme's tasks on a day: all, and by agency. */
export async function countsOfProgramme(
  table: Table,
  programme: string,
  today: CalendarDate,
): Promise<{ readonly all: ClassCounts; readonly byAgency: ReadonlyMap<string, ClassCounts> }> {
  const items = await countItems(table, programme)
  const byAgency = new Map(items.map((item) => [item.key.sk, countsIn(item, today)]))
  return { all: [...byAgency.values()].reduce(addCounts, noCounts), byAgency }
}

/** What is kept for each agency of a programme, name by name and whatever day it is: what verify counts again. */
export async function talliesOfProgramme(
  table: Table,
  programme: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  return new Map((await countItems(table, programme)).map((item) => [item.key.sk, new Map(talliesIn(item))]))
}

function countItems(table: Table, programme: string): Promise<readonly Item[]> {
  return allItems(table, { pk: `COUNTS#${programme}` })
}

function countsIn(item: Item, today: CalendarDate): ClassCounts {
  return countsOf(Object.fromEntries(talliesIn(item)), today)
}

function talliesIn({ value }: Item): [string, number][] {
  return Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
}
