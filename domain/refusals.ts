/**
 * An expected "no" is a value: a code, the facts that explain it, and (sentence) the Vietnamese words for a person,
 * which say what was wanted, what was found and what to do. A bug is an exception.
 */
import { type EntryField, fieldsWritten } from './agencies/entries.ts'
import type { ContributionState } from './cycles/contribution.ts'
import type { StageName } from './cycles/cycle.ts'
import { contributionStateWritten, stageWritten } from './cycles/stageWritten.ts'
import { type CalendarDate, written } from './days.ts'
import { type Unreadable, unreadableWritten } from './extraction/unreadable.ts'
import { type FileKind, kindsWritten } from './files/kinds.ts'

export type Refusal =
  | { readonly code: 'task-not-open'; readonly state: TaskState }
  | { readonly code: 'task-not-submitted'; readonly state: TaskState }
  | { readonly code: 'task-not-done'; readonly state: TaskState }
  | { readonly code: 'task-not-conditional'; readonly state: TaskState }
  | { readonly code: 'task-ended'; readonly state: TaskState }
  | { readonly code: 'task-has-no-deadline'; readonly state: TaskState }
  | { readonly code: 'no-evidence' }
  | { readonly code: 'evidence-after-entry'; readonly dated: CalendarDate; readonly entered: CalendarDate }
  | { readonly code: 'arrival-in-future'; readonly arrived: CalendarDate; readonly today: CalendarDate }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'not-a-day'; readonly found: string }
  | { readonly code: 'text-missing' }
  | { readonly code: 'document-missing' }
  | { readonly code: 'own-result' }
  /** Who entered it from paper does not also accept it, where the programme says so. */
  | { readonly code: 'own-record' }
  | { readonly code: 'own-request' }
  | { readonly code: 'own-work' }
  | { readonly code: 'extension-pending'; readonly askedOn: CalendarDate }
  | { readonly code: 'no-extension-asked' }
  | { readonly code: 'task-not-late' }
  | { readonly code: 'no-document-awaited' }
  | { readonly code: 'extension-not-later'; readonly wanted: CalendarDate; readonly dueOn: CalendarDate }
  | { readonly code: 'dispute-pending' }
  | { readonly code: 'no-dispute' }
  | { readonly code: 'too-many-parts'; readonly most: number }
  | { readonly code: 'unknown-part'; readonly part: string }
  | { readonly code: 'part-already-answered'; readonly part: string }
  | { readonly code: 'not-your-part'; readonly part: string }
  | { readonly code: 'not-cooperating'; readonly agency: string }
  | { readonly code: 'part-after-deadline'; readonly wanted: CalendarDate; readonly dueOn: CalendarDate }
  | { readonly code: 'not-recorded-on-paper' }
  | { readonly code: 'already-on-hold' }
  | { readonly code: 'already-urged' }
  /** The agency says that it did not send what came in its name by a link. */
  | { readonly code: 'nothing-on-hold' }
  | { readonly code: 'held-as-disowned'; readonly what: 'result' | 'extension' }
  | { readonly code: 'not-by-link' }
  /** Of links in letters: altered, forged, or signed by a key that is long gone; which of them, nobody is told. */
  | { readonly code: 'link-invalid' }
  | { readonly code: 'link-expired' }
  /** Ended before its time: by a newer one, by “Không phải chúng tôi gửi”, or with whoever read the mailbox. */
  | { readonly code: 'link-withdrawn' }
  /** `by`: name and position, as they wrote them. */
  | { readonly code: 'link-used'; readonly what: string; readonly on: CalendarDate; readonly by: string }
  | { readonly code: 'nothing-to-answer' }
  | { readonly code: 'nothing-to-change' }
  | { readonly code: 'annex-applied'; readonly on: CalendarDate }
  | { readonly code: 'annex-not-applied' }
  /** What it gave is being worked on, or was changed since. */
  | { readonly code: 'annex-in-use'; readonly assignments: readonly string[] }
  | { readonly code: 'annex-without-rows' }
  /** Proposals of a document that nobody has decided about. */
  | { readonly code: 'review-unfinished'; readonly entered: number; readonly all: number }
  | { readonly code: 'document-too-long'; readonly most: number }
  | { readonly code: 'annex-too-long'; readonly most: number }
  | { readonly code: 'unknown-row'; readonly row: number }
  | { readonly code: 'lead-also-cooperates'; readonly agency: string }
  | { readonly code: 'already-given' }
  | { readonly code: 'not-given' }
  | { readonly code: 'assignment-withdrawn' }
  | { readonly code: 'opened-otherwise' }
  | { readonly code: 'proposal-pending'; readonly on: CalendarDate }
  | { readonly code: 'no-proposal' }
  | { readonly code: 'unknown-agency'; readonly agency: string }
  | { readonly code: 'unknown-group'; readonly group: string }
  | { readonly code: 'unknown-document'; readonly document: string }
  | { readonly code: 'unknown-assignment'; readonly assignment: string }
  | { readonly code: 'unknown-clause'; readonly clause: string }
  | { readonly code: 'unknown-proposal'; readonly proposal: string }
  | { readonly code: 'proposal-taken-up'; readonly proposal: string; readonly assignment: string }
  /** `title`: what stands under that id. */
  | { readonly code: 'entered-otherwise'; readonly assignment: string; readonly title: string }
  | { readonly code: 'document-below-level'; readonly issuer: string; readonly givenBy: string }
  | { readonly code: 'programme-not-in-force' }
  | { readonly code: 'launched-otherwise'; readonly programme: string }
  | { readonly code: 'before-document'; readonly issuedOn: CalendarDate; readonly today: CalendarDate }
  | {
      readonly code: 'registered-otherwise'
      readonly kind: 'agency' | 'group'
      readonly id: string
      /** As it is registered. */
      readonly name: string
      readonly differs: readonly EntryField[]
    }
  | { readonly code: 'tasks-undecided'; readonly count: number }
  | { readonly code: 'holders-undecided'; readonly count: number }
  | { readonly code: 'agency-ended'; readonly agency: string; readonly on: CalendarDate }
  | { readonly code: 'not-before'; readonly on: CalendarDate; readonly today: CalendarDate }
  | { readonly code: 'cycle-not-at-stage'; readonly stage: StageName }
  | { readonly code: 'cycle-ended'; readonly stage: StageName }
  | { readonly code: 'contribution-not-open'; readonly contribution: ContributionState }
  | { readonly code: 'contribution-not-sent'; readonly contribution: ContributionState }
  | { readonly code: 'gathering-closed' }
  | { readonly code: 'row-twice'; readonly row: number; readonly clause: string; readonly target?: string }
  | {
      readonly code: 'row-outside-form'
      readonly row: number
      readonly clause: string
      readonly target?: string
      /** No such clause, or target of that clause, here; or another agency answers for it. */
      readonly why: 'unknown' | 'notYours'
    }
  | { readonly code: 'paper-incomplete' }
  | { readonly code: 'cycle-day-after-due'; readonly wanted: CalendarDate; readonly dueOn: CalendarDate }
  | { readonly code: 'date-passed'; readonly wanted: CalendarDate; readonly today: CalendarDate }
  | { readonly code: 'too-long'; readonly most: number }
  | { readonly code: 'too-many'; readonly most: number }
  | { readonly code: 'unknown-target'; readonly target: string }
  | { readonly code: 'own-target'; readonly target: string }
  | { readonly code: 'targets-unjudged'; readonly count: number }
  | { readonly code: 'figures-missing'; readonly targets: readonly string[] }
  | { readonly code: 'own-conclusion' }
  | { readonly code: 'not-sealed' }
  | { readonly code: 'no-backups-here' }
  | { readonly code: 'clock-is-real' }
  | { readonly code: 'clock-moving'; readonly to: CalendarDate }
  | { readonly code: 'clock-goes-forward'; readonly wanted: CalendarDate; readonly today: CalendarDate }
  | { readonly code: 'clock-too-far'; readonly wanted: CalendarDate; readonly latest: CalendarDate }
  | { readonly code: 'no-deadline-ahead'; readonly today: CalendarDate }
  | { readonly code: 'day-ahead'; readonly wanted: CalendarDate; readonly today: CalendarDate }
  | { readonly code: 'day-passed'; readonly wanted: CalendarDate; readonly today: CalendarDate }
  | { readonly code: 'nothing-late' }
  | { readonly code: 'period-backwards'; readonly from: CalendarDate; readonly to: CalendarDate }
  | { readonly code: 'secrecy-undeclared' }
  /** Says nothing of the file: neither its name nor a word of it. */
  | { readonly code: 'secrecy-mark' }
  | { readonly code: 'file-not-sent' }
  | { readonly code: 'file-empty' }
  /** In megabytes. */
  | { readonly code: 'file-too-large'; readonly most: number }
  | { readonly code: 'file-kind-unknown' }
  | { readonly code: 'pdf-unreadable' }
  | { readonly code: 'file-name-differs'; readonly kind: FileKind }
  /** It is kept; what it says is not read. */
  | { readonly code: 'document-unreadable'; readonly why: Unreadable }
  | { readonly code: 'unknown-file'; readonly file: string }
  | { readonly code: 'destruction-pending'; readonly on: CalendarDate }
  | { readonly code: 'no-destruction-asked' }
  | { readonly code: 'own-destruction' }
  | { readonly code: 'still-serving' }
  /** Entered before values were kept apart from the trail. */
  | { readonly code: 'not-removable' }
  | { readonly code: 'file-destroyed' }
  /** It can be confirmed: the figure is sent again with the codes of the doubts that were answered. */
  | {
      readonly code: 'figure-doubtful'
      readonly doubts: readonly { readonly code: string; readonly sentence: string }[]
    }
  | { readonly code: 'figure-corrected' }
  | { readonly code: 'superior-circle'; readonly agency: string }
  | { readonly code: 'unknown-person'; readonly person: string }
  /** Who follows a task, or is in charge of it, works for the side that gave it. */
  | { readonly code: 'follower-elsewhere'; readonly person: string }
  | { readonly code: 'last-administrator' }
  /** What was typed is a first password, which only sets one of one's own. */
  | { readonly code: 'new-password-needed' }
  | { readonly code: 'password-too-short'; readonly least: number; readonly found: number }
  | { readonly code: 'password-common' }
  | { readonly code: 'password-personal' }
  | { readonly code: 'password-unchanged' }
  /** Of the one in force, where somebody signed in sets another. */
  | { readonly code: 'password-wrong' }
  /** Of an account that somebody tries again and again. */
  | { readonly code: 'account-tried-often'; readonly seconds: number }
  /** An issuer elsewhere, or nobody, keeps the accounts of this host. */
  | { readonly code: 'accounts-elsewhere' }
  /** Nothing has begun in the folder: no programme, and no office. */
  | { readonly code: 'no-trail' }
  /** `hidden`: it is there, and not for whoever asks; the trail is told, and they are not. */
  | { readonly code: 'not-found'; readonly thing: string; readonly hidden?: true }
  | { readonly code: 'not-allowed' }
  | { readonly code: 'changed-meanwhile' }

export type RefusalCode = Refusal['code']

export type TaskState = 'open' | 'submitted' | 'done' | 'withdrawn' | 'continuous' | 'conditional'

export function isRefusal(answer: object): answer is Refusal {
  return 'code' in answer
}

/** The state of a task as the office says it. */
export function stateWritten(state: TaskState): string {
  switch (state) {
    case 'open':
      return 'đang thực hiện'
    case 'submitted':
      return 'chờ xác nhận'
    case 'done':
      return 'đã hoàn thành'
    case 'withdrawn':
      return 'đã dừng thực hiện'
    case 'continuous':
      return 'thường xuyên, không có thời hạn'
    case 'conditional':
      return 'chưa đủ điều kiện thực hiện'
    default:
      return state satisfies never
  }
}

/** What was wanted, what was found, and at its end what to do. */
export function sentence(refusal: Refusal): string {
  switch (refusal.code) {
    case 'task-not-open':
      return `Thao tác này chỉ thực hiện được khi nhiệm vụ đang thực hiện; nhiệm vụ hiện ở trạng thái “${stateWritten(refusal.state)}”. Hãy tải lại trang để xem trạng thái mới nhất.`
    case 'task-not-submitted':
      return `Chỉ xác nhận, trả lại hoặc rút lại được kết quả đang chờ xác nhận; nhiệm vụ hiện ở trạng thái “${stateWritten(refusal.state)}”. Hãy tải lại trang để xem trạng thái mới nhất.`
    case 'task-not-done':
      return `Chỉ mở lại được nhiệm vụ đã hoàn thành; nhiệm vụ hiện ở trạng thái “${stateWritten(refusal.state)}”. Hãy tải lại trang để xem trạng thái mới nhất.`
    case 'task-not-conditional':
      return `Chỉ nhiệm vụ chưa đủ điều kiện thực hiện mới chuyển sang thực hiện bằng thao tác này; nhiệm vụ hiện ở trạng thái “${stateWritten(refusal.state)}”. Hãy tải lại trang để xem trạng thái mới nhất.`
    case 'task-ended':
      return `Không thay đổi được nhiệm vụ đã kết thúc; nhiệm vụ hiện ở trạng thái “${stateWritten(refusal.state)}”. Nếu cần làm tiếp, đề nghị cơ quan giao mở lại hoặc giao nhiệm vụ mới.`
    case 'task-has-no-deadline':
      return `Thao tác này chỉ dùng cho nhiệm vụ có thời hạn; nhiệm vụ hiện ở trạng thái “${stateWritten(refusal.state)}”. Hãy cập nhật tiến độ, hoặc đề nghị cơ quan giao ấn định thời hạn bằng văn bản.`
    case 'no-evidence':
      return 'Kết quả cần có ít nhất một tài liệu minh chứng (số hiệu và ngày của văn bản, hoặc tệp); hiện chưa có tài liệu nào. Hãy bổ sung rồi nộp lại.'
    case 'evidence-after-entry':
      return `Ngày của sản phẩm không thể sau ngày nộp (ngày đến, nếu gửi bằng giấy); sản phẩm ghi ngày ${written(refusal.dated)}, ngày nộp là ${written(refusal.entered)}. Hãy kiểm tra lại ngày của văn bản.`
    case 'arrival-in-future':
      return `Ngày đến của văn bản giấy không thể sau hôm nay; đã ghi ngày ${written(refusal.arrived)}, hôm nay là ${written(refusal.today)}. Hãy kiểm tra lại ngày đến.`
    case 'not-a-day':
      return `Đính chính thời hạn cần một ngày có thật; đã ghi “${refusal.found}”. Hãy ghi lại ngày, chẳng hạn 31/12/2015.`
    case 'reason-missing':
      return 'Thao tác này cần nêu lý do; ô lý do đang để trống. Hãy ghi lý do rồi gửi lại.'
    case 'text-missing':
      return 'Thao tác này cần ghi nội dung; ô nội dung đang để trống. Hãy ghi nội dung rồi gửi lại.'
    case 'document-missing':
      return 'Mọi thay đổi về giao việc phải dựa trên một văn bản; hiện chưa chọn văn bản nào. Hãy chọn văn bản, hoặc chọn “giao tại cuộc họp, chờ thông báo kết luận”.'
    case 'own-result':
      return 'Cơ quan chủ trì không tự xác nhận hoặc trả lại kết quả của mình; tài khoản này thuộc cơ quan đã nộp kết quả. Đề nghị văn phòng của cơ quan giao thực hiện.'
    case 'own-record':
      return 'Người đã nhập thay kết quả không đồng thời xác nhận kết quả đó; chương trình này quy định như vậy. Đề nghị người khác của văn phòng xác nhận.'
    case 'own-request':
      return 'Cơ quan xin gia hạn không tự quyết định yêu cầu của mình; tài khoản này thuộc cơ quan đã xin gia hạn. Đề nghị lãnh đạo cơ quan giao quyết định.'
    case 'own-work':
      return 'Việc đã giao do bên giao quyết định; tài khoản này cũng thuộc cơ quan thực hiện nên không tự thay đổi việc của mình. Đề nghị người khác của cơ quan giao thực hiện.'
    case 'extension-pending':
      return `Mỗi lần chỉ có một yêu cầu gia hạn; yêu cầu gửi ngày ${written(refusal.askedOn)} đang chờ quyết định. Hãy chờ quyết định rồi mới xin tiếp.`
    case 'no-extension-asked':
      return 'Không có yêu cầu gia hạn nào đang chờ quyết định; có thể yêu cầu đã được quyết định. Hãy tải lại trang để xem trạng thái mới nhất.'
    case 'task-not-late':
      return 'Chỉ đề xuất ý kiến chỉ đạo cho nhiệm vụ đang thực hiện đã quá hạn; nhiệm vụ này chưa quá hạn hoặc không còn thực hiện. Hãy tải lại trang để xem trạng thái mới nhất.'
    case 'no-document-awaited':
      return 'Nhiệm vụ này không có quyết định gia hạn nào đang chờ văn bản; có thể văn bản đã được bổ sung. Hãy tải lại trang để xem trạng thái mới nhất.'
    case 'extension-not-later':
      return `Thời hạn mới phải sau thời hạn hiện tại là ${written(refusal.dueOn)}; đã ghi ngày ${written(refusal.wanted)}. Hãy chọn một ngày muộn hơn.`
    case 'dispute-pending':
      return 'Kiến nghị trước về cơ quan chủ trì đang chờ cơ quan giao trả lời; thời hạn vẫn tính. Hãy chờ trả lời trước khi gửi kiến nghị mới.'
    case 'no-dispute':
      return 'Không có kiến nghị nào về cơ quan chủ trì đang chờ trả lời. Hãy tải lại trang để xem trạng thái mới nhất.'
    case 'too-many-parts':
      return `Một nhiệm vụ chia được nhiều nhất ${refusal.most} phần việc; nhiệm vụ này đã đủ số đó. Hãy gộp bớt các phần việc.`
    case 'unknown-part':
      return `Không có phần việc “${refusal.part}” trong nhiệm vụ này. Hãy tải lại trang rồi chọn lại phần việc.`
    case 'part-already-answered':
      return `Mỗi phần việc chỉ được trả lời một lần; phần việc “${refusal.part}” đã có trả lời. Hãy tải lại trang để xem nội dung trả lời.`
    case 'not-your-part':
      return `Phần việc “${refusal.part}” do cơ quan được hỏi hoặc cơ quan chủ trì trả lời; tài khoản này thuộc cơ quan khác. Đề nghị cơ quan được hỏi trả lời.`
    case 'not-cooperating':
      return `Chỉ giao phần việc cho cơ quan chủ trì hoặc cơ quan phối hợp của nhiệm vụ; “${refusal.agency}” không tham gia nhiệm vụ này. Hãy chọn cơ quan phối hợp, hoặc đề nghị cơ quan giao bổ sung cơ quan phối hợp.`
    case 'part-after-deadline':
      return `Hạn của phần việc không thể sau thời hạn của nhiệm vụ là ${written(refusal.dueOn)}; đã ghi ngày ${written(refusal.wanted)}. Hãy chọn một ngày sớm hơn.`
    case 'not-recorded-on-paper':
      return 'Chỉ phản hồi được kết quả do văn phòng nhập thay; kết quả này do chính cơ quan nộp. Nếu kết quả có sai sót, hãy rút lại rồi nộp lại.'
    case 'already-on-hold':
      return 'Nội dung này đã có phản hồi và đang được văn phòng xem lại. Hãy chờ văn phòng trả lời.'
    case 'already-urged':
      return 'Mỗi việc mỗi ngày chỉ nhắc một lần; hôm nay văn phòng đã nhắc việc này, lời nhắc có trong thư của lượt tới. Nếu cần nhắc nữa, hãy nhắc lại vào ngày khác.'
    case 'nothing-on-hold':
      return 'Ở đây không có nội dung nào như vậy đang tạm giữ; có thể đã được xác nhận, bỏ, hoặc gửi lại. Hãy tải lại trang và xem diễn biến.'
    case 'held-as-disowned':
      return refusal.what === 'result'
        ? 'Chỉ xác nhận kết quả do chính cơ quan gửi; cơ quan đã báo không gửi kết quả này qua liên kết nên kết quả đang tạm giữ. Hãy hỏi lại cơ quan, rồi trả lại kèm lý do để cơ quan nộp lại.'
        : 'Chỉ gia hạn theo yêu cầu do chính cơ quan gửi; cơ quan đã báo không gửi yêu cầu này qua liên kết nên yêu cầu đang tạm giữ. Hãy hỏi lại cơ quan; nếu đúng là không gửi thì chọn không gia hạn.'
    case 'not-by-link':
      return 'Chỉ phản hồi “không phải chúng tôi gửi” đối với nội dung gửi qua liên kết trong thư; ở đây không còn nội dung như vậy. Hãy xem lại nhiệm vụ, hoặc liên hệ văn phòng.'
    case 'link-invalid':
      return 'Liên kết phải đúng như trong thư; liên kết này không đúng, bị cắt ngắn hoặc đã quá cũ. Hãy mở lại từ thư, chép đủ cả địa chỉ; nếu vẫn không được, đề nghị chờ thư nhắc việc kế tiếp hoặc liên hệ văn phòng.'
    case 'link-expired':
      return 'Liên kết trong thư dùng được trong 30 ngày; liên kết này đã quá hạn dùng. Hãy xin liên kết mới, liên kết sẽ gửi tới chính hộp thư đã nhận thư này.'
    case 'link-withdrawn':
      return 'Liên kết này đã hết hiệu lực trước hạn: đã có liên kết mới hơn, hoặc hộp thư đã đổi người phụ trách, hoặc cơ quan báo có nội dung không phải do cơ quan gửi. Hãy xin liên kết mới, hoặc dùng thư mới nhất.'
    case 'link-used':
      return `Mỗi liên kết chỉ dùng để gửi một lần; liên kết này đã dùng ngày ${written(refusal.on)}: ${refusal.by} đã gửi ${refusal.what}. Nếu cần gửi thêm, hãy xin liên kết mới; nếu không phải người của cơ quan gửi, hãy dùng nút “Không phải chúng tôi gửi” trong thư báo nhận.`
    case 'nothing-to-answer':
      return 'Liên kết dùng để trả lời việc đang chờ cơ quan; việc này hiện không còn gì chờ trả lời (đã gửi, đã xong hoặc đã dừng). Nếu cần thay đổi, hãy đăng nhập hoặc liên hệ văn phòng.'
    case 'annex-applied':
      return `Phụ lục này đã giao việc ngày ${written(refusal.on)}. Hãy hoàn tác trước nếu muốn giao lại.`
    case 'annex-not-applied':
      return 'Chỉ hoàn tác được phụ lục đã giao việc; phụ lục này chưa giao việc nào. Hãy giao việc trước, hoặc bỏ qua phụ lục này.'
    case 'annex-in-use':
      return `Chỉ hoàn tác được cả phụ lục khi chưa ai làm gì với việc đã giao; đã có diễn biến ở ${refusal.assignments.length} nhiệm vụ: ${refusal.assignments.slice(0, 5).join(', ')}. Hãy dừng hoặc điều chỉnh từng nhiệm vụ theo văn bản.`
    case 'review-unfinished':
      return `Chỉ lập được tệp chương trình khi mọi đề xuất đã được nhận, sửa hoặc bỏ; đã nhập ${refusal.entered} trên ${refusal.all} nhiệm vụ. Hãy rà soát phần còn lại.`
    case 'document-too-long':
      return `Mỗi lần đọc được nhiều nhất ${refusal.most} ký tự. Hãy chia văn bản thành nhiều tệp.`
    case 'annex-without-rows':
      return 'Cần một bảng có hàng tiêu đề ghi nội dung (hoặc mục, ý của chương trình) và cơ quan chủ trì; không thấy bảng nào như vậy trong tệp. Hãy kiểm tra tên các cột rồi gửi lại.'
    case 'annex-too-long':
      return `Một phụ lục nhận nhiều nhất ${refusal.most} hàng. Hãy chia thành nhiều tệp.`
    case 'unknown-row':
      return `Phụ lục không có hàng ${refusal.row}. Hãy tải lại trang.`
    case 'nothing-to-change':
      return 'Nội dung gửi lên không khác hiện tại nên không có gì được ghi. Hãy kiểm tra lại nội dung cần thay đổi.'
    case 'lead-also-cooperates':
      return `Mỗi nhiệm vụ có một cơ quan chủ trì, và cơ quan đó không đồng thời là cơ quan phối hợp; “${refusal.agency}” đang ở cả hai vai. Hãy bỏ một vai.`
    case 'already-given':
      return 'Nhiệm vụ này đã được giao. Để thay đổi cơ quan chủ trì, thời hạn hoặc sản phẩm, hãy dùng thao tác điều chỉnh kèm văn bản.'
    case 'not-given':
      return 'Chỉ điều chỉnh được nhiệm vụ đã giao; nhiệm vụ này chưa phân công cho cơ quan nào. Hãy giao việc trước.'
    case 'assignment-withdrawn':
      return 'Không giao hoặc điều chỉnh được nhiệm vụ đã dừng theo văn bản của cấp giao. Nếu cần làm tiếp, đề nghị cấp giao ban hành văn bản giao nhiệm vụ mới.'
    case 'opened-otherwise':
      return 'Nhiệm vụ làm một lần đã giao và đã bắt đầu thì không chuyển được giữa một cơ quan và một nhóm cơ quan. Hãy chọn cơ quan cùng loại, hoặc dừng nhiệm vụ này theo văn bản rồi giao nhiệm vụ khác.'
    case 'proposal-pending':
      return `Mỗi lần chỉ có một đề xuất thay đổi; đề xuất gửi ngày ${written(refusal.on)} đang chờ cơ quan giao trả lời. Hãy chờ trả lời trước khi gửi đề xuất mới.`
    case 'no-proposal':
      return 'Không có đề xuất thay đổi nào đang chờ trả lời; có thể đề xuất đã được trả lời. Hãy tải lại trang để xem trạng thái mới nhất.'
    case 'unknown-group':
      return `Chưa có nhóm cơ quan “${refusal.group}” trong danh mục; văn bản giao việc phải nêu nhóm đó cùng các thành viên trước. Hãy bổ sung nhóm vào văn bản giao việc, hoặc chọn nhóm khác.`
    case 'unknown-agency':
      return `Chưa có cơ quan “${refusal.agency}” trong danh mục; văn bản giao việc phải nêu cơ quan đó cùng địa chỉ thư trước. Hãy bổ sung cơ quan vào văn bản giao việc, hoặc chọn cơ quan khác.`
    case 'unknown-document':
      return `Thay đổi này dựa trên văn bản “${refusal.document}”, nhưng chương trình chưa nhập văn bản đó. Hãy nhập văn bản trước rồi thực hiện lại.`
    case 'unknown-assignment':
      return `Chương trình chưa có nhiệm vụ “${refusal.assignment}”, và văn bản không nêu giao nhiệm vụ đó cho ai. Hãy kiểm tra lại mã nhiệm vụ; nếu là nhiệm vụ mới, hãy nêu cơ quan chủ trì hoặc nhóm cơ quan.`
    case 'unknown-clause':
      return `Nhiệm vụ mới phải thuộc một mục, ý của chương trình; chương trình không có “${refusal.clause}”. Hãy kiểm tra lại mục, ý.`
    case 'unknown-proposal':
      return `Không có đề xuất “${refusal.proposal}” từ một đánh giá đã chốt của chương trình này. Hãy xem danh sách đề xuất rồi chọn lại.`
    case 'proposal-taken-up':
      return `Mỗi đề xuất chỉ thành một nhiệm vụ; đề xuất “${refusal.proposal}” đã thành nhiệm vụ “${refusal.assignment}”. Hãy điều chỉnh nhiệm vụ đó, hoặc chọn đề xuất khác.`
    case 'entered-otherwise':
      return `Mã “${refusal.assignment}” đã dùng cho nhiệm vụ “${refusal.title}”, có nội dung khác. Hãy đặt mã khác cho nhiệm vụ mới, hoặc điều chỉnh nhiệm vụ đã có.`
    case 'document-below-level':
      return `Chỉ văn bản của cấp giao hoặc cấp trên mới giao việc theo một đề xuất; văn bản này của “${refusal.issuer}”, cơ quan giao là “${refusal.givenBy}”. Hãy dùng văn bản của cấp giao.`
    case 'programme-not-in-force':
      return 'Chương trình chưa được đưa vào thực hiện hoặc đã kết thúc nên không nhận thay đổi; sau khi kết thúc chỉ còn nhận đính chính, văn bản bổ sung và phản hồi về nội dung nhập thay. Hãy kiểm tra trạng thái của chương trình, hoặc chọn chương trình khác.'
    case 'launched-otherwise':
      return `Chương trình “${refusal.programme}” đã được đưa vào thực hiện với nội dung khác tệp này. Muốn thay đổi nhiệm vụ hoặc thời hạn, hãy dùng thao tác điều chỉnh, kèm văn bản; nếu là chương trình khác, hãy đặt mã khác.`
    case 'before-document':
      return `Văn bản của chương trình ban hành ngày ${written(refusal.issuedOn)}, không thể đưa vào thực hiện trước đó, ngày ${written(refusal.today)}. Đề nghị chọn ngày từ ${written(refusal.issuedOn)} trở đi, hoặc kiểm tra lại ngày văn bản trong tệp.`
    case 'registered-otherwise':
      return `${refusal.kind === 'agency' ? 'Cơ quan' : 'Nhóm cơ quan'} “${refusal.id}” phải được ghi như đã đăng ký (“${refusal.name}”); nội dung ở đây khác về: ${fieldsWritten(refusal.differs)}. Hãy ghi lại cho khớp, hoặc đặt mã khác nếu là ${refusal.kind === 'agency' ? 'cơ quan' : 'nhóm'} khác.`
    case 'holders-undecided':
      return `Để sắp xếp cơ quan, từng nhiệm vụ, phần việc đang giữ phải có cơ quan tiếp nhận; còn ${refusal.count} nội dung chưa xác định được. Hãy chọn cơ quan tiếp nhận cho từng nội dung rồi thực hiện lại.`
    case 'agency-ended':
      return `Thao tác này chỉ dùng cho cơ quan đang hoạt động; cơ quan “${refusal.agency}” đã kết thúc hoạt động ngày ${written(refusal.on)} theo văn bản khác. Hãy chọn cơ quan kế tục, hoặc kiểm tra lại văn bản.`
    case 'not-before':
      return `Việc sắp xếp chỉ thực hiện được từ ngày có hiệu lực ${written(refusal.on)}; hôm nay là ${written(refusal.today)}. Hãy xem trước, và thực hiện từ ngày đó.`
    case 'tasks-undecided':
      return `Chỉ kết thúc được chương trình khi mọi nhiệm vụ còn mở đã có quyết định chuyển tiếp hoặc dừng, kèm văn bản; còn ${refusal.count} nhiệm vụ chưa có quyết định. Hãy quyết định các nhiệm vụ đó trước.`
    case 'cycle-not-at-stage':
      return `Thao tác này không làm được ở bước hiện tại; đợt công tác đang ở bước “${stageWritten(refusal.stage)}”. Hãy tải lại trang để xem bước mới nhất.`
    case 'cycle-ended':
      return 'Đợt công tác đã kết thúc nên không thay đổi được nữa. Nếu cần làm tiếp, đề nghị văn phòng mở đợt mới; đánh giá đã chốt thì lập bản sửa đổi.'
    case 'contribution-not-open':
      return `Thao tác này chỉ làm được khi báo cáo, ý kiến của cơ quan còn chờ gửi; hiện ở trạng thái “${contributionStateWritten(refusal.contribution)}”. Hãy tải lại trang để xem trạng thái mới nhất.`
    case 'contribution-not-sent':
      return `Chỉ trả lại được báo cáo, ý kiến đã gửi; hiện ở trạng thái “${contributionStateWritten(refusal.contribution)}”. Hãy tải lại trang để xem trạng thái mới nhất.`
    case 'gathering-closed':
      return 'Việc gửi báo cáo, ý kiến của đợt này đã khóa nên nội dung đã gửi không trả lại, không thay thế được nữa. Nếu cần bổ sung, đề nghị trao đổi trực tiếp với cơ quan chủ trì.'
    case 'row-twice':
      return `Mỗi mục, mỗi chỉ tiêu chỉ báo cáo một lần; ${rowWritten(refusal)} đã ghi ở một dòng trước. Hãy gộp hai dòng làm một rồi gửi lại.`
    case 'row-outside-form':
      return `Chỉ nhận các dòng có trong đề cương của cơ quan; ${rowWritten(refusal)} ${refusal.why === 'unknown' ? 'không có trong chương trình ở kỳ này' : 'không do cơ quan này phụ trách'}. Hãy bỏ dòng này hoặc ghi lại đúng mã rồi gửi lại.`
    case 'paper-incomplete':
      return 'Văn bản ban hành cần đủ số hiệu, ngày ban hành và người ký; còn thiếu ít nhất một mục. Hãy bổ sung rồi gửi lại.'
    case 'cycle-day-after-due':
      return `Ngày chốt số liệu, hạn gửi và ngày cuối lấy ý kiến không thể sau hạn của đợt công tác là ${written(refusal.dueOn)}; đã ghi ngày ${written(refusal.wanted)}. Hãy chọn một ngày sớm hơn.`
    case 'date-passed':
      return `Ngày phải từ hôm nay ${written(refusal.today)} trở đi; đã ghi ${written(refusal.wanted)}. Hãy chọn ngày khác.`
    case 'too-long':
      return `Nội dung dài quá ${refusal.most} ký tự. Hãy rút gọn, hoặc gửi phần chi tiết bằng tệp đính kèm.`
    case 'too-many':
      return `Chỉ ghi được nhiều nhất ${refusal.most} mục; nội dung gửi đã vượt số đó. Hãy gộp bớt rồi gửi lại.`
    case 'unknown-target':
      return `Đợt đánh giá này không có chỉ tiêu “${refusal.target}”. Hãy tải lại trang rồi chọn lại chỉ tiêu.`
    case 'own-target':
      return `Cơ quan chịu trách nhiệm về chỉ tiêu “${refusal.target}” không tự kết luận chỉ tiêu đó. Đề nghị người đánh giá của cơ quan khác kết luận.`
    case 'targets-unjudged':
      return `Phải kết luận đủ các chỉ tiêu trước khi trình chốt; còn ${refusal.count} chỉ tiêu chưa kết luận. Hãy kết luận nốt.`
    case 'figures-missing':
      return `Đánh giá còn ${refusal.targets.length} chỉ tiêu thiếu số liệu (${refusal.targets.join(', ')}). Hãy trả lại để bổ sung, hoặc chọn “chốt với số liệu thiếu”.`
    case 'own-conclusion':
      return 'Người đã kết luận chỉ tiêu hoặc trình chốt không đồng thời là người chốt. Đề nghị người khác chốt.'
    case 'not-sealed':
      return 'Chỉ lập bản sửa đổi cho đánh giá đã chốt; đợt này chưa có đánh giá được chốt. Hãy chốt đánh giá trước.'
    case 'no-backups-here':
      return 'Chỉ cơ quan chạy trên một máy mới sao lưu từ trang này; ở đây là bản dùng thử, hoặc dữ liệu nằm trên AWS và được giữ bản sao ở đó. Nếu cần một bản sao riêng, hãy dùng lệnh dondoc backup hoặc dondoc export.'
    case 'clock-is-real':
      return 'Chỉ bản dùng thử mới chuyển được ngày; ở đây là dữ liệu của cơ quan, chạy theo đồng hồ thật. Nếu muốn xem trước, hãy mở một bản dùng thử.'
    case 'clock-moving':
      return `Mỗi lần chỉ chuyển ngày theo một yêu cầu; đồng hồ mô phỏng đang chạy đến ngày ${written(refusal.to)}. Hãy chờ đến ngày đó rồi chuyển tiếp.`
    case 'clock-goes-forward':
      return `Đồng hồ mô phỏng chỉ chạy tới, không lùi; hôm nay (mô phỏng) là ${written(refusal.today)}, yêu cầu chuyển đến ${written(refusal.wanted)}. Hãy chọn một ngày sau hôm nay.`
    case 'clock-too-far':
      return `Mỗi lần chuyển ngày đi xa nhất đến ${written(refusal.latest)}; yêu cầu chuyển đến ${written(refusal.wanted)}. Hãy chọn một ngày gần hơn.`
    case 'no-deadline-ahead':
      return `Sau hôm nay, ngày ${written(refusal.today)}, không còn thời hạn nào của nhiệm vụ đang thực hiện. Hãy chọn một ngày cụ thể.`
    case 'day-ahead':
      return `Ngày này không thể sau hôm nay, ngày ${written(refusal.today)}; đã ghi ${written(refusal.wanted)}. Hãy chọn từ hôm nay trở về trước.`
    case 'day-passed':
      return `Ngày đề nghị báo cáo phải sau hôm nay, ngày ${written(refusal.today)}; đã ghi ${written(refusal.wanted)}. Hãy chọn từ ngày mai trở đi.`
    case 'nothing-late':
      return 'Công văn đôn đốc nêu nhiệm vụ quá hạn, mà đến hôm nay trong phạm vi đã chọn không có nhiệm vụ nào quá hạn. Hãy chọn cơ quan khác, hoặc xem danh mục nhiệm vụ.'
    case 'period-backwards':
      return `Ngày đầu kỳ phải không sau ngày cuối kỳ; đã ghi từ ${written(refusal.from)} đến ${written(refusal.to)}. Hãy sửa một trong hai ngày.`
    case 'secrecy-undeclared':
      return 'Mỗi tệp gửi lên cần người gửi xác nhận “không chứa bí mật nhà nước”; lần gửi này chưa xác nhận. Hãy kiểm tra nội dung rồi xác nhận; tài liệu mật phải gửi theo đường công văn mật.'
    case 'secrecy-mark':
      return 'Hệ thống không nhận tài liệu có dấu chỉ độ mật (MẬT, TỐI MẬT, TUYỆT MẬT); tệp vừa gửi có dấu ấy trên một dòng riêng nên đã bị loại bỏ, không lưu lại gì. Hãy gửi tài liệu theo đường công văn mật; nếu không phải tài liệu mật, hãy sửa dòng ấy rồi gửi lại.'
    case 'file-not-sent':
      return 'Chưa nhận được nội dung của tệp này, hoặc việc gửi bị ngắt giữa chừng. Hãy gửi lại tệp rồi xác nhận.'
    case 'file-empty':
      return 'Tệp phải có nội dung; tệp vừa gửi dài 0 byte. Hãy kiểm tra tệp rồi gửi lại.'
    case 'file-too-large':
      return `Mỗi tệp lớn nhất ${refusal.most} MB; tệp này lớn hơn. Hãy chia nhỏ hoặc giảm dung lượng rồi gửi lại.`
    case 'file-kind-unknown':
      return `Hệ thống nhận các loại tệp ${kindsWritten} không có macro; nội dung tệp vừa gửi không phải loại nào trong số đó, hoặc tệp bị hỏng. Hãy lưu lại thành một trong các loại ấy rồi gửi lại.`
    case 'pdf-unreadable':
      return 'Tệp PDF phải đọc được để kiểm tra dấu chỉ độ mật; tệp vừa gửi có mật khẩu, bị hỏng hoặc quá phức tạp nên không đọc được và đã bị loại bỏ. Hãy gỡ mật khẩu hoặc xuất lại thành PDF rồi gửi lại.'
    case 'file-name-differs':
      return `Đuôi của tên tệp phải đúng với nội dung; nội dung là ${refusal.kind}, tên ghi khác. Hãy sửa tên thành “….${refusal.kind}” rồi gửi lại.`
    case 'document-unreadable':
      return unreadableWritten[refusal.why]
    case 'unknown-file':
      return `Chưa có tệp “${refusal.file}” trong chương trình này: tệp chưa được gửi lên và xác nhận, hoặc thuộc chương trình khác. Hãy gửi tệp trước rồi thực hiện lại.`
    case 'destruction-pending':
      return `Đã có đề nghị hủy từ ngày ${written(refusal.on)} chưa xong; mỗi tệp, mỗi người một lúc chỉ có một đề nghị. Hãy xác nhận hoặc bỏ đề nghị ấy trước.`
    case 'no-destruction-asked':
      return 'Chỉ xác nhận hoặc bỏ được đề nghị hủy đang chờ; ở đây không có đề nghị nào đang chờ. Hãy tải lại trang để xem hiện trạng.'
    case 'own-destruction':
      return 'Việc hủy cần hai người: người đề nghị và một người khác xác nhận; đồng chí là người đã đề nghị. Hãy để lãnh đạo hoặc lãnh đạo văn phòng khác xác nhận.'
    case 'still-serving':
      return 'Chỉ hủy thông tin cá nhân của người đã thôi đảm nhiệm; người này còn đang giữ chức vụ. Hãy ghi thôi đảm nhiệm trước.'
    case 'not-removable':
      return 'Thông tin này được ghi liền trong nhật ký từ phiên bản trước nên không hủy riêng được mà nhật ký vẫn kiểm tra đúng. Hãy gửi lại tệp hoặc ghi lại thông tin, rồi thay thế trong hồ sơ.'
    case 'file-destroyed':
      return 'Tệp này đang được hủy hoặc đã hủy theo văn bản nên không dùng được nữa. Hãy gửi tệp khác.'
    case 'figure-doubtful':
      return `Số liệu này cần xem lại trước khi ghi. ${refusal.doubts.map(({ sentence: one }) => one).join(' ')} Để xác nhận, hãy gửi lại kèm các điểm đã trả lời.`
    case 'figure-corrected':
      return 'Số liệu này đã được đính chính bằng số liệu khác nên không đính chính tiếp được. Hãy đính chính số liệu mới nhất.'
    case 'superior-circle':
      return `Cơ quan cấp trên không thể đồng thời ở dưới chính cơ quan “${refusal.agency}”. Hãy chọn cơ quan cấp trên khác.`
    case 'unknown-person':
      return `Chưa có người “${refusal.person}” trong danh sách; chỉ ủy quyền được cho người đã đăng ký. Hãy đăng ký người đó trước, hoặc chọn người khác.`
    case 'follower-elsewhere':
      return `Người theo dõi, phụ trách phải đang giữ chức vụ ở cơ quan giao nhiệm vụ hoặc ở văn phòng của cơ quan ấy; “${refusal.person}” không như vậy. Hãy chọn người khác.`
    case 'last-administrator':
      return 'Luôn phải có ít nhất một người quản trị đang giữ chức vụ; thay đổi này làm hệ thống không còn ai quản trị. Hãy giao vai trò quản trị cho người khác trước.'
    case 'new-password-needed':
      return 'Mật khẩu vừa nhập là mật khẩu cấp lần đầu, chỉ dùng để đặt mật khẩu riêng. Hãy đặt mật khẩu của mình để vào hệ thống.'
    case 'password-too-short':
      return `Mật khẩu cần ít nhất ${refusal.least} ký tự; mật khẩu vừa nhập có ${refusal.found}. Hãy chọn mật khẩu dài hơn, như một câu của riêng mình.`
    case 'password-common':
      return 'Mật khẩu cần là điều người khác khó đoán; mật khẩu vừa nhập thuộc loại hay dùng, dễ bị thử trước. Hãy chọn mật khẩu khác, như một câu của riêng mình.'
    case 'password-personal':
      return 'Mật khẩu không được chỉ gồm họ tên, tên đăng nhập hay hộp thư của chính mình; mật khẩu vừa nhập là như vậy. Hãy chọn mật khẩu khác.'
    case 'password-unchanged':
      return 'Mật khẩu mới phải khác mật khẩu đang dùng; hai mật khẩu vừa nhập giống nhau. Hãy chọn mật khẩu khác.'
    case 'password-wrong':
      return 'Cần đúng mật khẩu đang dùng để đổi sang mật khẩu mới; mật khẩu vừa nhập không đúng. Hãy nhập lại.'
    case 'account-tried-often':
      return `Tên đăng nhập này vừa được thử nhiều lần nên phải chờ; tài khoản không bị khóa. Hãy thử lại sau ${refusal.seconds} giây.`
    case 'accounts-elsewhere':
      return 'Mật khẩu của hệ thống này không giữ ở đây: bản dùng thử không có mật khẩu, hoặc cơ quan dùng hệ thống tài khoản riêng. Hãy đổi mật khẩu ở hệ thống tài khoản ấy.'
    case 'no-trail':
      return 'Thư mục này chưa có chương trình nào và chưa được lập cho cơ quan nên chưa đăng ký được. Hãy đưa một chương trình vào thực hiện, hoặc tạo thư mục của cơ quan trước.'
    case 'not-found':
      return `Không tìm thấy “${refusal.thing}”, hoặc tài khoản này không có quyền xem. Hãy kiểm tra lại đường dẫn.`
    case 'not-allowed':
      return 'Tài khoản này không có quyền thực hiện thao tác này ở đây: thao tác dành cho vai trò khác, hoặc cho cơ quan khác. Nếu việc này thuộc trách nhiệm của đồng chí, đề nghị người quản trị kiểm tra lại vai trò và chức vụ.'
    case 'changed-meanwhile':
      return 'Có người khác vừa thay đổi nội dung này nên chưa có gì được ghi. Hãy tải lại trang, xem thay đổi rồi thực hiện lại.'
    default:
      return refusal satisfies never
  }
}

function rowWritten({ row, clause, target }: { row: number; clause: string; target?: string }): string {
  return `dòng ${row} (mục ${clause}${target === undefined ? '' : `, chỉ tiêu ${target}`})`
}
