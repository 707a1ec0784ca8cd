import type { CalendarDate, Instant } from '../../../domain/days.ts'
import type { AsOf } from '../../../domain/targets/figures.ts'
import type { Observation } from '../../../domain/targets/observation.ts'
import { Target } from '../../../domain/targets/target.ts'

/** Text parsed by the schema, as a programme file would be: a test names only the fields it is about. */
export function target(fields: Record<string, unknown> = {}): Target {
  return Target.parse({
    id: 'T05',
    clause: 'I.2-2',
    metric: 'Tỷ lệ lao động tham gia bảo hiểm xã hội bắt buộc',
    kind: 'at-least',
    unit: '%',
    comparator: '>=',
    value: 85,
    printed: 'đạt từ 85% trở lên',
    quote: 'tỷ lệ lao động tham gia bảo hiểm xã hội bắt buộc đạt từ 85% trở lên',
    by: '2015-12-31',
    ...fields,
  })
}

/** An official figure of the whole for 2015, recorded in the spring after. */
export function observation(fields: Partial<Observation> = {}): Observation {
  return {
    id: 'o1',
    targetId: 'T05',
    area: null,
    period: { year: 2015 },
    value: 85,
    kind: 'official',
    source: 'Cục Thống kê',
    sourceDate: '2016-03-01',
    recordedAt: '2016-03-02T01:00:00.000Z',
    recordedBy: 'van-thu@example.com',
    supersedes: null,
    note: null,
    ...fields,
  }
}

/** Official figures of years, each recorded in March of the year after. */
export function yearly(values: Record<number, number>, fields: Partial<Observation> = {}): Observation[] {
  return Object.entries(values).map(([year, value]) =>
    observation({
      id: `${fields.targetId ?? 'T05'}-${fields.area ?? 'all'}-${year}`,
      period: { year: Number(year) },
      value,
      recordedAt: `${Number(year) + 1}-03-02T01:00:00.000Z`,
      ...fields,
    }),
  )
}

/** A closing day, with all that was known by the end of the year after it. */
export function closing(day: CalendarDate, knownBy: Instant = '2099-01-01T00:00:00.000Z'): AsOf {
  return { day, knownBy }
}
