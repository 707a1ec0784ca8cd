/** What the text leaves open about what it gives: asked with options, never answered by the reading. */
import { addDays, type CalendarDate, weekday, weekdayWritten, written } from '../days.ts'
import { wordsOf } from './deadlines.ts'
import type { ExtractedItem, ExtractedQuestion } from './extracted.ts'
import type { Passage } from './passages.ts'
import { phrases, type Token, tokensOf, wordList } from './tokens.ts'

type Item = Omit<ExtractedItem, 'quote'>

export function questionsOf(passages: readonly Passage[], items: readonly Item[]): readonly ExtractedQuestion[] {
  const given = passages.filter(({ manner }) => manner === 'directive')
  return [
    ...given.flatMap(({ clause, main }) => openWords(clause, main)),
    ...vagueWords(given),
    ...items.flatMap((item) => timeOf(item, items)),
    ...dateForWhich(given, items),
    ...unassigned(items),
    ...endedBodies(items),
  ]
}

const evaluations = wordList(
  'giữa và cuối các giai đoạn | giữa và cuối giai đoạn | giữa giai đoạn | giữa kỳ | giữa kỳ và cuối kỳ | giữa nhiệm kỳ | cuối giai đoạn | từng giai đoạn',
)
const early = wordList('trước thời hạn | đúng tiến độ đề ra | theo lộ trình | theo lộ trình quy định')
const money = wordList('tỷ đồng | triệu đồng')

function openWords(clause: string, tokens: readonly Token[]): readonly ExtractedQuestion[] {
  const questions: ExtractedQuestion[] = []
  const ask = (about: string, ...options: string[]) => questions.push({ clause, about, options })
  for (let at = 0; at < tokens.length; at += 1) {
    const stage = evaluations.at(tokens, at)
    if (stage) {
      ask(
        `“${wordsOf(tokens, at, at + stage.length)}” là khi nào? Văn bản không nêu ngày.`,
        'Nêu các giai đoạn và ngày giữa, ngày cuối của mỗi giai đoạn',
        'Một giai đoạn, cả thời gian của chương trình',
        'Mỗi năm kế hoạch là một giai đoạn',
      )
      at += stage.length
    }
    const ahead = early.at(tokens, at)
    if (ahead)
      ask(
        `“${wordsOf(tokens, at, at + ahead.length)}” là đến ngày nào? Văn bản không nêu ngày.`,
        'Nêu ngày',
        'Không đặt thời hạn riêng',
      )
    if (isSchoolYears(tokens, at))
      ask(
        `“${wordsOf(tokens, at, at + 5)}” không phải một năm học: hiểu là những năm học nào?`,
        'Nêu năm học đầu và năm học cuối',
        'Để ngỏ',
      )
  }
  const sums = tokens.filter((_, at) => money.at(tokens, at) !== undefined).length
  const yearly = tokens.some((_, at) => eachYear.at(tokens, at) !== undefined)
  if (sums > 0 && yearly)
    ask('Số tiền mỗi năm là một khoản chung hay mỗi nguồn một khoản?', 'Một khoản chung', 'Mỗi nguồn một khoản')
  return questions
}

const eachYear = wordList('mỗi năm | hàng năm | hằng năm')
const schoolYear = wordList('năm học')

/** năm học 2010 - 2015: five years, and a school year has two. */
function isSchoolYears(tokens: readonly Token[], at: number): boolean {
  if (!schoolYear.at(tokens, at)) return false
  const [first, last] = [Number(tokens[at + 2]?.text), Number(tokens[at + 4]?.text)]
  return last - first > 1
}

const vague = wordList(
  'thường xuyên | sớm | kịp thời | nâng dần | từng bước | đẩy nhanh tiến độ | khẩn trương | trong thời gian tới',
)

/** One question for the whole document: there are many such words, and one answer for most. */
function vagueWords(passages: readonly Passage[]): readonly ExtractedQuestion[] {
  const found = passages.flatMap(({ clause, main }) =>
    main.flatMap((_, at) => {
      const words = vague.at(main, at)
      return words ? [{ clause, words: wordsOf(main, at, at + words.length) }] : []
    }),
  )
  const [first] = found
  if (!first) return []
  const list = [...new Set(found.map(({ words }) => words.toLowerCase()))].join(', ')
  return [
    {
      clause: first.clause,
      about: `Các chữ “${list}” không nêu thời gian (${found.length} chỗ). Theo dõi thế nào?`,
      options: ['Là việc thường xuyên, không có hạn', 'Đặt thời hạn cho từng nhiệm vụ'],
    },
  ]
}

function timeOf(
  { clause, kind, what, agency, dueOn, recurrence }: Item,
  items: readonly Item[],
): readonly ExtractedQuestion[] {
  if (recurrence !== null) {
    return [
      {
        clause,
        about: `“${what}” (${cadences[recurrence]}): nộp ngày nào, chốt số liệu ngày nào, kỳ đầu và kỳ cuối là kỳ nào?`,
        options: ['Nêu ngày nộp, ngày chốt, kỳ đầu, kỳ cuối', 'Theo quy chế làm việc'],
      },
    ]
  }
  if (dueOn !== null) return onDayOff(clause, what, dueOn)
  if (agency === null || (kind !== 'plan' && kind !== 'report' && !/đề án/i.test(what))) return []
  const others = items.some((item) => item.clause === clause && item.kind === 'evaluation')
  const about = `“${what}” không nêu thời hạn. Khi nào xong?`
  return [
    { clause, about, options: ['Nêu ngày', ...(others ? ['Trước đợt đánh giá đầu tiên'] : []), 'Không đặt thời hạn'] },
  ]
}

const cadences = { monthly: 'hằng tháng', quarterly: 'hằng quý', 'half-yearly': '6 tháng một lần', yearly: 'hằng năm' }

function onDayOff(clause: string, what: string, dueOn: CalendarDate): readonly ExtractedQuestion[] {
  const day = weekday(dueOn)
  if (day < 6) return []
  const next = addDays(dueOn, 8 - day)
  return [
    {
      clause,
      about: `Hạn ${written(dueOn)} của “${what}” là ${weekdayWritten(dueOn)}. Giữ nguyên hay lùi sang ngày làm việc sau?`,
      options: [`Giữ ${written(dueOn)}`, `Lùi đến ${written(next)}`],
    },
  ]
}

/** A date in brackets at the end of a sentence of several works: of the last, or of all? */
function dateForWhich(passages: readonly Passage[], items: readonly Item[]): readonly ExtractedQuestion[] {
  return passages.flatMap(({ clause, main, start, end }) => {
    const dated = items.find((item) => item.dueOn !== null && item.start >= start && item.end <= end)
    const others = items.filter((item) => item.clause === clause && item.dueOn === null)
    const bracket = main.findIndex(
      ({ text }, at) => text === '(' && main.slice(at, at + 12).some(({ kind }) => kind === 'number'),
    )
    if (!dated?.dueOn || bracket < 0 || others.length === 0) return []
    return [
      {
        clause,
        about: `Thời hạn ${written(dated.dueOn)} ghi trong ngoặc chỉ nói về “${dated.what}” hay về cả các việc khác của mục này?`,
        options: ['Chỉ việc đứng liền trước', 'Cả các việc của mục'],
      },
    ]
  })
}

function unassigned(items: readonly Item[]): readonly ExtractedQuestion[] {
  const open = items.filter(({ agency }) => agency === null)
  const [first] = open
  if (!first) return []
  return [
    {
      clause: first.clause,
      about: `${open.length} nhiệm vụ không nêu cơ quan thực hiện. Ai chủ trì?`,
      options: ['Để chưa phân công, chờ kế hoạch giao', 'Phân công ngay từng nhiệm vụ'],
    },
  ]
}

/** Bodies that a document of before 2025 names and that have a successor, or none, now. */
const ended = phrases<string>([
  ['ban dân vận', '03/02/2025 hợp nhất với Ban Tuyên giáo'],
  ['ban tuyên giáo', '03/02/2025 hợp nhất với Ban Dân vận'],
  ['ban cán sự đảng', 'kết thúc hoạt động năm 2025'],
  ['đảng đoàn', 'kết thúc hoạt động năm 2025'],
  ['sở lao động - thương binh và xã hội', 'sắp xếp lại năm 2025'],
  ['sở kế hoạch và đầu tư', 'hợp nhất với Sở Tài chính năm 2025'],
  ['sở giao thông vận tải', 'hợp nhất với Sở Xây dựng năm 2025'],
  ['sở thông tin và truyền thông', 'hợp nhất với Sở Khoa học và Công nghệ năm 2025'],
  ['sở tài nguyên và môi trường', 'sắp xếp lại năm 2025'],
])

function endedBodies(items: readonly Item[]): readonly ExtractedQuestion[] {
  const seen = new Map<string, string>()
  for (const { clause, agency, cooperating } of items) {
    for (const name of [agency ?? '', ...cooperating]) {
      const tokens = tokensOf(name.normalize('NFC'), false)
      for (let at = 0; at < tokens.length; at += 1) {
        const found = ended.at(tokens, at)
        if (found) seen.set(`${wordsOf(tokens, at, at + found.length)} (${found.meaning})`, clause)
      }
    }
  }
  const [first] = seen
  if (!first) return []
  return [
    {
      clause: first[1],
      about: `Cơ quan đã sắp xếp lại sau khi có văn bản: ${[...seen.keys()].join('; ')}. Ghi cơ quan kế tục thế nào?`,
      options: ['Giữ tên cũ, ghi cơ quan kế tục và ngày', 'Giữ nguyên tên trong văn bản'],
    },
  ]
}
