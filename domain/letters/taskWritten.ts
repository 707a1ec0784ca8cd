/** One task in the words of a letter: what it is, when it is due, and what has just happened to it. */
import { periodWritten } from '../assignments/occurrences.ts'
import type { WorkingCalendar } from '../calendar/workingCalendar.ts'
import { type CalendarDate, weekdayWritten, written } from '../days.ts'
import { clauseWritten } from '../programme/clause.ts'
import type { StepKind } from '../reminders/ladder.ts'
import { isAwaited } from '../tasks/lifecycle.ts'
import type { Deadline, ExtensionRequest, OnPaper, Result, Standing, Task } from '../tasks/task.ts'

/** The title, with the place it comes from and the period it is for. */
export function titleWritten({ title, clause, period }: Pick<Task, 'title' | 'clause' | 'period'>): string {
  const calendarPeriod = period === undefined ? undefined : periodWritten(period)
  // A period that has no calendar name is an occurrence with a title of its own.
  const which = calendarPeriod === undefined || calendarPeriod === period ? '' : `, ${calendarPeriod}`
  return `${title}${which} (${clauseWritten(clause)})`
}

/** thứ Hai, ngày 31/12/2012 */
export function dayWritten(day: CalendarDate): string {
  return `${weekdayWritten(day)}, ngày ${written(day)}`
}

/** When it is due, and how near that is while the work is open: what was handed in is no longer measured by today. */
export function dueWritten(
  { deadline, standing, trackedFrom }: Pick<Task, 'deadline' | 'standing' | 'trackedFrom'>,
  day: CalendarDate,
  calendar: WorkingCalendar,
): string | undefined {
  if (deadline) {
    const nearness = standing.state === 'open' ? ` (${distance(deadline.dueOn, day, calendar)})` : ''
    return `Hạn: ${dayWritten(deadline.dueOn)}${nearness}.`
  }
  if (standing.state === 'continuous') return 'Việc thường xuyên.'
  if (standing.state !== 'conditional') return undefined
  // A day from before tracking began was nobody's to keep here: what is missing is a new one.
  const review =
    standing.reviewOn < trackedFrom ? 'Ngày xem lại chưa được ấn định.' : `Ngày xem lại: ${written(standing.reviewOn)}.`
  return `Chưa đủ điều kiện thực hiện: ${ended(standing.condition)} ${review}`
}

/** còn 3 ngày làm việc, đến hạn hôm nay, quá hạn 5 ngày làm việc. */
export function distance(dueOn: CalendarDate, day: CalendarDate, calendar: WorkingCalendar): string {
  if (dueOn === day) return 'đến hạn hôm nay'
  const days = calendar.workingDaysBetween(day, dueOn)
  if (dueOn > day) return days > 0 ? `còn ${days} ngày làm việc` : 'hạn rơi vào ngày nghỉ, không còn ngày làm việc nào'
  return days < 0 ? `quá hạn ${-days} ngày làm việc` : 'đã quá hạn'
}

/** What a step has to say beside the task itself; undefined when the place in the letter says it all. */
export function remark(what: StepKind | 'alsoLate' | 'alsoSoon', task: Task, lead: string): string | undefined {
  const { standing, extensionAsked, dispute } = task
  switch (what) {
    case 'returned':
      return 'returned' in standing && standing.returned
        ? `Lý do trả lại: ${ended(standing.returned.reason)}`
        : undefined
    case 'reopened':
      return 'reopened' in standing && standing.reopened
        ? `Lý do mở lại: ${ended(standing.reopened.reason)}`
        : undefined
    case 'extensionAsked':
    case 'undecided':
      return extensionAsked && requestWritten(extensionAsked)
    case 'extensionDecided':
      return decisionWritten(task)
    case 'disputed':
      return dispute && `Kiến nghị về cơ quan chủ trì, gửi ngày ${written(dispute.on)}: ${ended(dispute.reason)}`
    case 'disputeAnswered':
      return `Trả lời kiến nghị về cơ quan chủ trì: ${ended(`${lead} chủ trì`)}`
    case 'amended':
      return 'Nhiệm vụ đã được điều chỉnh theo văn bản của cơ quan giao; nội dung hiện hành như trên.'
    case 'toAccept':
    case 'handedIn':
      return 'result' in standing ? resultWritten(standing.result, task.deadline) : undefined
    case 'told':
      return 'result' in standing ? papersWritten(standing.result) : undefined
    case 'objected':
      return 'result' in standing && standing.result.onHold
        ? `Cơ quan chủ trì phản hồi về kết quả nhập thay: ${ended(standing.result.onHold.reason)}`
        : undefined
    case 'askedAgain':
      return 'Cơ quan chủ trì đề nghị lần nữa.'
    case 'recordedForYou':
      return paperWritten(task)
    case 'withdrawn':
      return standing.state === 'withdrawn' ? endingWritten(standing) : undefined
    case 'directed': {
      const last = task.directions?.at(-1)
      const until = last?.answerBy && ` Báo cáo kết quả trước ngày ${written(last.answerBy)}.`
      return last && `Ý kiến chỉ đạo ngày ${written(last.on)}: ${ended(last.text)}${until ?? ''}`
    }
    case 'urged': {
      const { urged } = task
      return urged && `Đôn đốc ngày ${written(urged.on)}${urged.text === undefined ? '.' : `: ${ended(urged.text)}`}`
    }
    case 'leadMoved':
      return 'Cơ quan không còn chủ trì việc này.'
    case 'before':
    case 'due':
    case 'late':
    case 'lateToOffice':
    case 'toReview':
    case 'part':
    case 'given':
    case 'alsoLate':
    case 'alsoSoon':
      return undefined
    default:
      return what satisfies never
  }
}

function endingWritten({ how, reason }: Extract<Standing, { state: 'withdrawn' }>): string | undefined {
  switch (how) {
    case 'withdrawn':
      return reason ? `Lý do dừng thực hiện: ${ended(reason)}` : undefined
    case 'takenBack':
      return 'Thu hồi việc giao theo phụ lục: việc này chưa được giao.'
    case 'stopped':
      return 'Dừng thực hiện khi kết thúc chương trình.'
    case 'carriedOver':
      return 'Chuyển tiếp khi kết thúc chương trình; không còn theo dõi trong chương trình này.'
    default:
      return how satisfies never
  }
}

function requestWritten({ askedOn, wanted, timing, reason }: ExtensionRequest): string {
  const marks = { inTime: '', short: ' (xin muộn)', afterDue: ' (xin sau hạn)' }
  return `Xin gia hạn đến ngày ${written(wanted)}, gửi ngày ${written(askedOn)}${marks[timing]}. Lý do: ${ended(reason)}`
}

function decisionWritten({ extensionRefused, deadline }: Task): string | undefined {
  if (extensionRefused) return `Không đồng ý gia hạn, thời hạn giữ nguyên. Lý do: ${ended(extensionRefused.reason)}`
  const granted = deadline?.extensions.at(-1)
  if (!granted) return undefined
  const awaited = isAwaited(granted) ? ' (quyết định tại cuộc họp, chờ thông báo kết luận)' : ''
  return `Đồng ý gia hạn từ ngày ${written(granted.from)} đến ngày ${written(granted.to)}${awaited}.`
}

function resultWritten({ enteredOn, countsOn, enteredLate, onPaper }: Result, deadline: Deadline | undefined): string {
  const late = deadline !== undefined && countsOn > deadline.dueOn
  const class_ = late ? 'quá hạn' : enteredLate ? 'trong hạn, cập nhật chậm' : 'trong hạn'
  const came = onPaper ? `nhập thay, ${arrivalWritten(onPaper)}` : `nộp ngày ${written(enteredOn)}`
  return `Kết quả ${came} (${class_}).`
}

/** Văn bản số 12/KH-UBND, ngày 28/12/2012. */
function papersWritten({ evidence }: Result): string {
  const papers = evidence.map(({ title, number, issuedOn }) => {
    const name = number === undefined ? title : `Văn bản số ${number}`
    return issuedOn === undefined ? name : `${name}, ngày ${written(issuedOn)}`
  })
  return ended(papers.join('; '))
}

function paperWritten({ standing, extensionAsked }: Task): string | undefined {
  const result = 'result' in standing ? standing.result.onPaper : undefined
  const paper = result ?? extensionAsked?.onPaper
  const what = result ? 'kết quả' : 'yêu cầu gia hạn'
  return paper && `Văn phòng đã nhập thay ${what} gửi bằng văn bản giấy, ${arrivalWritten(paper)}.`
}

function arrivalWritten({ arrivalNumber, arrivedOn }: OnPaper): string {
  return `số đến ${arrivalNumber}, ngày đến ${written(arrivedOn)}`
}

/** Words of people, brought to one full stop. */
export function ended(words: string): string {
  return /[.!?…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`
}
