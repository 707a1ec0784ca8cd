/**
 * An expected "no" is a value: a code, the facts that explain it, and (sentence) the Vietnamese words for a person,
 * which say what was wanted, what was found and what to do. A bug is an exception.
 */
import { type CalendarDate, written } from './days.ts'

export type Refusal =
  | { readonly code: 'task-not-open'; readonly state: TaskState }
  | { readonly code: 'task-not-submitted'; readonly state: TaskState }
  | { readonly code: 'task-not-done'; readonly state: TaskState }
  | { readonly code: 'task-not-conditional'; readonly state: TaskState }
  | { readonly code: 'task-ended'; readonly state: TaskState }
  | { readonly code: 'task-has-no-deadline'; readonly state: TaskState }
  | { readonly code: 'no-evidence' }
  | { readonly code: 'evidence-after-entry'; readonly dated: CalendarDate; readonly entered: CalendarDate }
  | { readonly code: 'evidence-before-task'; readonly dated: CalendarDate; readonly given: CalendarDate }
  | { readonly code: 'arrival-in-future'; readonly arrived: CalendarDate; readonly today: CalendarDate }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'document-missing' }
  | { readonly code: 'own-result' }
  | { readonly code: 'own-request' }
  | { readonly code: 'extension-pending'; readonly askedOn: CalendarDate }
  | { readonly code: 'no-extension-asked' }
  | { readonly code: 'extension-not-later'; readonly wanted: CalendarDate; readonly dueOn: CalendarDate }
  | { readonly code: 'dispute-pending' }
  | { readonly code: 'no-dispute' }
  | { readonly code: 'too-many-parts'; readonly most: number }
  | { readonly code: 'unknown-part'; readonly part: string }
  | { readonly code: 'part-already-answered'; readonly part: string }
  | { readonly code: 'part-after-deadline'; readonly wanted: CalendarDate; readonly dueOn: CalendarDate }
  | { readonly code: 'not-recorded-on-paper' }
  | { readonly code: 'already-on-hold' }
  | { readonly code: 'nothing-to-change' }
  | { readonly code: 'lead-also-cooperates'; readonly agency: string }
  | { readonly code: 'already-given' }
  | { readonly code: 'not-given' }
  | { readonly code: 'assignment-withdrawn' }
  | { readonly code: 'unknown-agency'; readonly agency: string }
  | { readonly code: 'unknown-document'; readonly document: string }
  | { readonly code: 'programme-not-in-force' }
  | { readonly code: 'launched-otherwise'; readonly programme: string }
  | { readonly code: 'tasks-undecided'; readonly count: number }
  | { readonly code: 'not-found'; readonly thing: string }
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

/** What was wanted, what was found, what to do. */
export function sentence(refusal: Refusal): string {
  switch (refusal.code) {
    case 'task-not-open':
      return `Việc này chỉ làm được khi nhiệm vụ đang thực hiện; nhiệm vụ hiện ${stateWritten(refusal.state)}. Hãy tải lại trang để xem trạng thái mới nhất.`
    case 'task-not-submitted':
      return `Chỉ xác nhận hoặc trả lại được kết quả đang chờ xác nhận; nhiệm vụ hiện ${stateWritten(refusal.state)}. Hãy tải lại trang để xem trạng thái mới nhất.`
    case 'task-not-done':
      return `Chỉ mở lại được nhiệm vụ đã hoàn thành; nhiệm vụ hiện ${stateWritten(refusal.state)}.`
    case 'task-not-conditional':
      return `Chỉ nhiệm vụ chưa đủ điều kiện thực hiện mới chuyển sang thực hiện bằng thao tác này; nhiệm vụ hiện ${stateWritten(refusal.state)}.`
    case 'task-ended':
      return `Nhiệm vụ ${stateWritten(refusal.state)} nên không thay đổi được nữa. Nếu cần làm tiếp, đề nghị cơ quan giao mở lại hoặc giao nhiệm vụ mới.`
    case 'task-has-no-deadline':
      return `Thao tác này cần một nhiệm vụ có thời hạn; nhiệm vụ hiện ${stateWritten(refusal.state)}.`
    case 'no-evidence':
      return 'Kết quả cần ít nhất một tài liệu minh chứng (số hiệu và ngày của văn bản, hoặc tệp); chưa có tài liệu nào. Hãy bổ sung rồi gửi lại.'
    case 'evidence-after-entry':
      return `Ngày của sản phẩm không thể sau ngày nhập; đã ghi ngày ${written(refusal.dated)}, hôm nay là ${written(refusal.entered)}. Hãy kiểm tra lại ngày văn bản.`
    case 'evidence-before-task':
      return `Sản phẩm đề ngày ${written(refusal.dated)}, trước ngày giao nhiệm vụ ${written(refusal.given)}. Hãy kiểm tra lại ngày văn bản.`
    case 'arrival-in-future':
      return `Ngày đến của văn bản giấy không thể sau hôm nay; đã ghi ${written(refusal.arrived)}, hôm nay là ${written(refusal.today)}. Hãy kiểm tra lại.`
    case 'reason-missing':
      return 'Thao tác này cần nêu lý do; ô lý do đang để trống. Hãy ghi lý do rồi gửi lại.'
    case 'document-missing':
      return 'Mọi thay đổi về giao việc phải dựa trên một văn bản; chưa chọn văn bản nào. Hãy chọn văn bản, hoặc ghi "giao tại cuộc họp, chờ thông báo kết luận".'
    case 'own-result':
      return 'Cơ quan nộp kết quả không tự xác nhận hoặc trả lại kết quả của mình. Đề nghị văn phòng của cơ quan giao thực hiện.'
    case 'own-request':
      return 'Cơ quan xin gia hạn không tự quyết định yêu cầu của mình. Đề nghị cơ quan giao quyết định.'
    case 'extension-pending':
      return `Đã có yêu cầu gia hạn gửi ngày ${written(refusal.askedOn)} đang chờ quyết định. Hãy chờ quyết định trước khi xin tiếp.`
    case 'no-extension-asked':
      return 'Không có yêu cầu gia hạn nào đang chờ quyết định. Có thể yêu cầu đã được quyết định; hãy tải lại trang.'
    case 'extension-not-later':
      return `Thời hạn mới phải sau thời hạn hiện tại ${written(refusal.dueOn)}; đã ghi ${written(refusal.wanted)}. Hãy chọn ngày sau đó.`
    case 'dispute-pending':
      return 'Đã có kiến nghị về cơ quan chủ trì đang chờ cơ quan giao trả lời. Thời hạn vẫn tính; hãy chờ trả lời.'
    case 'no-dispute':
      return 'Không có kiến nghị nào về cơ quan chủ trì đang chờ trả lời. Hãy tải lại trang để xem trạng thái mới nhất.'
    case 'too-many-parts':
      return `Một nhiệm vụ chia được nhiều nhất ${refusal.most} phần việc. Hãy gộp bớt các phần việc.`
    case 'unknown-part':
      return `Không có phần việc "${refusal.part}" trong nhiệm vụ này. Hãy tải lại trang rồi chọn lại phần việc.`
    case 'part-already-answered':
      return `Phần việc "${refusal.part}" đã được trả lời. Hãy tải lại trang để xem nội dung trả lời.`
    case 'part-after-deadline':
      return `Hạn của phần việc không thể sau thời hạn của nhiệm vụ ${written(refusal.dueOn)}; đã ghi ${written(refusal.wanted)}. Hãy chọn ngày sớm hơn.`
    case 'not-recorded-on-paper':
      return 'Chỉ phản hồi được kết quả do văn phòng nhập thay; kết quả này do chính cơ quan nộp.'
    case 'already-on-hold':
      return 'Kết quả nhập thay này đã có phản hồi, đang chờ văn phòng xem lại.'
    case 'nothing-to-change':
      return 'Không có nội dung nào thay đổi so với hiện tại. Hãy kiểm tra lại nội dung cần sửa.'
    case 'lead-also-cooperates':
      return `Mỗi nhiệm vụ chỉ có một cơ quan chủ trì, và cơ quan đó không đồng thời là cơ quan phối hợp; "${refusal.agency}" đang ở cả hai vai. Hãy bỏ một vai.`
    case 'already-given':
      return 'Nhiệm vụ này đã được giao. Muốn đổi cơ quan chủ trì hoặc thời hạn, hãy dùng thao tác điều chỉnh, kèm văn bản.'
    case 'not-given':
      return 'Nhiệm vụ này chưa được phân công cho cơ quan nào. Hãy giao việc trước.'
    case 'assignment-withdrawn':
      return 'Nhiệm vụ này đã dừng theo văn bản của cấp giao nên không giao hoặc điều chỉnh được nữa.'
    case 'unknown-agency':
      return `Chưa có cơ quan "${refusal.agency}" trong danh mục. Hãy thêm cơ quan ở trang Quản trị, hoặc chọn lại.`
    case 'unknown-document':
      return `Thay đổi này dựa trên văn bản "${refusal.document}", nhưng chương trình chưa nhập văn bản đó. Hãy nhập văn bản trước, rồi thực hiện lại.`
    case 'programme-not-in-force':
      return 'Chương trình chưa được đưa vào thực hiện hoặc đã kết thúc, nên không nhận thay đổi.'
    case 'launched-otherwise':
      return `Chương trình "${refusal.programme}" đã được đưa vào thực hiện với nội dung khác tệp này. Muốn thay đổi nhiệm vụ hoặc thời hạn, hãy dùng thao tác điều chỉnh, kèm văn bản; nếu là chương trình khác, hãy đặt mã khác.`
    case 'tasks-undecided':
      return `Để kết thúc chương trình, từng nhiệm vụ còn mở phải được đóng, chuyển tiếp hoặc dừng kèm văn bản; còn ${refusal.count} nhiệm vụ chưa có quyết định.`
    case 'not-found':
      return `Không tìm thấy "${refusal.thing}", hoặc đồng chí không có quyền xem. Hãy kiểm tra lại đường dẫn.`
    case 'changed-meanwhile':
      return 'Có người khác vừa thay đổi nội dung này. Chưa có gì được ghi; hãy tải lại trang, xem thay đổi rồi thực hiện lại.'
    default:
      return refusal satisfies never
  }
}
