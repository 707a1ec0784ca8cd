/** The rules of a programme as somebody types them, and the part that differs from those in force. */
import type { Settings } from '../../domain/programme/schema.ts'

const ladders = ['before', 'lateToLead', 'lateToOffice', 'toAcceptor', 'toContributors'] as const
const counts = ['lateEntryWorkingDays', 'returnPauseWorkingDays', 'extensionNoticeWorkingDays'] as const

export type LadderName = (typeof ladders)[number]
export type CountName = (typeof counts)[number]
export { counts as countNames, ladders as ladderNames }

export type RulesValue = { readonly [name in LadderName | CountName]: string } & {
  readonly onTheDay: boolean
  readonly acceptance: boolean
  readonly roll: boolean
  readonly beforeIncludesDay: boolean
}

export function rulesValue({ ladder, acceptance, roll, beforeIncludesDay, ...rest }: Settings): RulesValue {
  const written = (days: readonly number[]) => days.join(', ')
  return {
    before: written(ladder.before),
    lateToLead: written(ladder.lateToLead),
    lateToOffice: written(ladder.lateToOffice),
    toAcceptor: written(ladder.toAcceptor),
    toContributors: written(ladder.toContributors),
    onTheDay: ladder.onTheDay,
    acceptance,
    roll: roll === 'nextWorkingDay',
    beforeIncludesDay,
    lateEntryWorkingDays: String(rest.lateEntryWorkingDays),
    returnPauseWorkingDays: String(rest.returnPauseWorkingDays),
    extensionNoticeWorkingDays: String(rest.extensionNoticeWorkingDays),
  }
}

/**
 * Numbers of working days to 250, parted by commas; undefined for anything else. None is an empty ladder. From 1, but
 * for those who are asked for their part, where 0 is the day itself.
 */
export function daysTyped(text: string, ladder?: (typeof ladders)[number]): readonly number[] | undefined {
  if (text.trim() === '') return []
  const days = text.split(/[,;\s]+/).filter((one) => one !== '')
  const numbers = days.map(Number)
  const least = ladder === 'toContributors' ? 0 : 1
  return numbers.every((one) => Number.isInteger(one) && one >= least && one <= 250) ? numbers : undefined
}

/** What differs, in the shape that the API takes; undefined where nothing does or something cannot be read. */
export function settingsSent(value: RulesValue, now: Settings) {
  const before = rulesValue(now)
  const steps = ladders.flatMap((name) => {
    const days = daysTyped(value[name], name)
    const same = days?.join(', ') === before[name]
    return days && !same ? [[name, days] as const] : []
  })
  const onTheDay = value.onTheDay === before.onTheDay ? {} : { onTheDay: value.onTheDay }
  const ladder = { ...Object.fromEntries(steps), ...onTheDay }
  const numbers = counts.flatMap((name) =>
    /^\d{1,3}$/.test(value[name].trim()) && value[name].trim() !== before[name]
      ? [[name, Number(value[name])] as const]
      : [],
  )
  const sent = {
    ...(Object.keys(ladder).length > 0 ? { ladder } : {}),
    ...(value.acceptance === before.acceptance ? {} : { acceptance: value.acceptance }),
    ...(value.roll === before.roll ? {} : { roll: value.roll ? ('nextWorkingDay' as const) : ('none' as const) }),
    ...(value.beforeIncludesDay === before.beforeIncludesDay ? {} : { beforeIncludesDay: value.beforeIncludesDay }),
    ...Object.fromEntries(numbers),
  }
  return Object.keys(sent).length > 0 ? sent : undefined
}
