import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { workingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { courses } from '../../domain/cycles/cycle.ts'
import { stepsWritten } from '../../web/tasks/stepsWritten.ts'
import { en } from '../../web/words/en.ts'
import { vi } from '../../web/words/vi.ts'

const languages = { vi, en } as const
const calendar = workingCalendar({ sources: {}, addedHolidays: [], years: [] })

/** Every word with its place: `desk.late`. */
function wordsIn(part: object, above = ''): [string, unknown][] {
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'object' ? wordsIn(value, `${above}${name}.`) : [[`${above}${name}`, value] as [string, unknown]],
  )
}

/** The words of rooms that are loaded when they are opened stand beside them. */
const web = new URL('../../web/', import.meta.url)
const rooms = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /^(?!words).*\/words\.ts$/.test(path),
)
const ofRooms = await Promise.all(
  rooms.map(
    async (path): Promise<readonly [string, { vi: object; en: object }][]> =>
      Object.entries(await import(new URL(path, web).href)),
  ),
)
const catalogues = [['every page', { vi, en }] as const, ...ofRooms.flat()]

it('rooms have catalogues', () => {
  expect(catalogues.length).toBeGreaterThan(rooms.length)
})

describe.each(catalogues)('the catalogue of %s', (_, { vi, en }) => {
  it('has every word in both languages', () => {
    expect(wordsIn(en).map(([place]) => place)).toEqual(wordsIn(vi).map(([place]) => place))
  })

  // Two are each other's names, and a timing that needs no word has none.
  const alike = ['product', 'task.askedTiming.inTime']

  it.each(wordsIn(vi).filter(([place, word]) => typeof word === 'string' && !alike.includes(place)))(
    '%s is a word, and another one in English',
    (place, word) => {
      const english = Object.fromEntries(wordsIn(en))[place]
      expect(String(word).trim()).not.toBe('')
      expect(String(english).trim()).not.toBe('')
      expect(english).not.toBe(word)
    },
  )

  it('has no English word in Vietnamese, and no Vietnamese one in English', () => {
    const names = ['otherLanguage', 'product']
    const sentences = (words: object) =>
      wordsIn(words).filter(([place, word]) => typeof word === 'string' && !names.includes(place))
    for (const [place, word] of sentences(vi)) expect(`${place}: ${word}`).not.toMatch(/: .*\b(?:the|task|sign|of)\b/i)
    for (const [place, word] of sentences(en)) expect(`${place}: ${word}`).not.toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ]/i)
  })
})

describe('the words of cycles', () => {
  it.each(Object.entries(languages))('says in %s every stage that a cycle can stand at', (_, { cycles }) => {
    for (const stage of [...Object.values(courses).flat(), 'planned', 'settling', 'ended'] as const) {
      expect(cycles.stageName(stage)).toMatch(/\p{L}/u)
    }
  })
})

describe('how near a deadline is', () => {
  // Monday 9/3/2015; the weekend is not counted.
  it.each([
    ['2015-03-12', 'còn 3 ngày làm việc', '3 working days left'],
    ['2015-03-10', 'còn 1 ngày làm việc', '1 working day left'],
    ['2015-03-09', 'đến hạn hôm nay', 'due today'],
    ['2015-03-06', 'quá hạn 1 ngày làm việc', 'overdue by 1 working day'],
    ['2015-02-27', 'quá hạn 6 ngày làm việc', 'overdue by 6 working days'],
  ] as const)('%s: %s, %s', (dueOn, vietnamese, english) => {
    expect(vi.nearness(dueOn, '2015-03-09', calendar)).toBe(vietnamese)
    expect(en.nearness(dueOn, '2015-03-09', calendar)).toBe(english)
  })

  it('on a day off that nothing of it is left', () => {
    expect(vi.nearness('2015-03-08', '2015-03-07', calendar)).toContain('không còn ngày làm việc')
    expect(en.nearness('2015-03-08', '2015-03-07', calendar)).toContain('no working day left')
    expect(en.nearness('2015-03-07', '2015-03-08', calendar)).toBe('overdue')
  })
})

describe('what a reminder spoke of', () => {
  it.each([
    ['2013-09-30:before-7', 'trước hạn 7 ngày làm việc', '7 working days before'],
    ['2013-09-30:due', 'đến hạn', 'on the day'],
    ['2013-09-30:late-1', 'quá hạn 1 ngày làm việc', 'overdue by 1 working day'],
    [
      '2013-09-30:office-5',
      'quá hạn 5 ngày làm việc, báo cơ quan giao',
      'overdue by 5 working days, told to the giver',
    ],
    ['2013-01-01:given', 'nhiệm vụ mới giao', 'newly given'],
    ['2013-01-01:gi-do', 'thay đổi của nhiệm vụ', 'a change of the task'],
  ])('%s', (key, vietnamese, english) => {
    expect(stepsWritten([key], vi)).toBe(vietnamese)
    expect(stepsWritten([key], en)).toBe(english)
  })

  it('is nothing where nothing is told', () => {
    expect(stepsWritten(undefined, vi)).toBe('')
  })
})
