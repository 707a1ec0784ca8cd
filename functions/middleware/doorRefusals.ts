/** What the HTTP entry itself refuses, before any rule was asked: its codes beside those of domain/refusals.ts. */

export type DoorRefusal =
  /** `errors`: one sentence for each place of the body, the query or the path that is not as it should be. */
  | { readonly code: 'malformed-request'; readonly part: RequestPart; readonly errors: readonly FieldError[] }
  | { readonly code: 'not-json' }
  | { readonly code: 'too-large'; readonly mostBytes: number }
  | { readonly code: 'bad-cursor' }
  | { readonly code: 'not-signed-in' }
  | { readonly code: 'sign-in-refused' }
  /** It goes on until its end, and then somebody signs in again. */
  | { readonly code: 'session-not-extended' }
  /** Of an account that several people use: who sends it? */
  | { readonly code: 'doer-missing' }
  | { readonly code: 'cross-site' }
  | { readonly code: 'not-your-agency'; readonly agency: string }
  | { readonly code: 'no-such-route' }
  | { readonly code: 'method-not-allowed'; readonly methods: readonly string[] }
  /** Of an address that was given for some minutes. */
  | { readonly code: 'address-over' }
  /** Of the account that asks. */
  | { readonly code: 'too-many-requests'; readonly seconds: number }
  /** Of the link. */
  | { readonly code: 'too-many-by-link'; readonly seconds: number }
  /** Of the address, where sign-ins failed. */
  | { readonly code: 'too-many-sign-ins'; readonly seconds: number }
  /** Another request came under the same Idempotency-Key. */
  | { readonly code: 'key-used-otherwise' }
  /** The request was recorded under its Idempotency-Key, and its answer is not there. */
  | { readonly code: 'recorded-already' }
  | { readonly code: 'busy' }
  | { readonly code: 'outcome-unknown' }
  | { readonly code: 'internal-error'; readonly reference: string }
  /** What the host says of its own condition: a full disk. */
  | { readonly code: 'host-fault'; readonly sentence: string }

export type RequestPart = 'body' | 'query' | 'path' | 'header'

export interface FieldError {
  /** `evidence.0.issuedOn`; empty for the whole. */
  readonly path: string
  readonly sentence: string
}

export function doorSentence(refusal: DoorRefusal): string {
  switch (refusal.code) {
    case 'malformed-request':
      return `${partsWritten[refusal.part]} gửi lên chưa đúng ở ${refusal.errors.length} chỗ. ${refusal.errors[0]?.sentence ?? ''}`
    case 'not-json':
      return 'Nội dung gửi lên phải là JSON (content-type: application/json) và đọc được; nội dung nhận được không phải như vậy. Hãy sửa rồi gửi lại.'
    case 'too-large':
      return `Nội dung gửi lên lớn quá ${refusal.mostBytes} byte nên không được nhận. Hãy rút gọn, hoặc gửi phần chi tiết bằng tệp đính kèm.`
    case 'bad-cursor':
      return 'Không xem tiếp được danh sách từ chỗ này: vị trí trang không phải do danh sách này đưa ra. Hãy mở lại danh sách từ đầu.'
    case 'not-signed-in':
      return 'Nội dung này chỉ dành cho người đã đăng nhập; phiên làm việc chưa có hoặc đã hết hạn. Hãy đăng nhập rồi thực hiện lại.'
    case 'sign-in-refused':
      return 'Không đăng nhập được: tên đăng nhập, mật khẩu hoặc mã vừa dùng không đúng, hay đã hết hạn. Hãy kiểm tra lại; nếu quên mật khẩu, đề nghị người quản trị cấp lại.'
    case 'session-not-extended':
      return 'Phiên làm việc này không kéo dài thêm được: hệ thống tài khoản của cơ quan không còn xác nhận, hoặc phiên do nơi khác cấp. Bản nháp vẫn còn; hãy đăng nhập lại trước khi phiên kết thúc.'
    case 'doer-missing':
      return 'Tài khoản dùng chung phải ghi người thực hiện ở mỗi lần gửi; lần gửi này chưa ghi. Hãy ghi họ tên, chức vụ của người thực hiện rồi gửi lại.'
    case 'cross-site':
      return 'Yêu cầu này đến từ một trang khác nên không được thực hiện. Hãy mở hệ thống ở địa chỉ của nó rồi thực hiện lại.'
    case 'not-your-agency':
      return `Tài khoản này hiện không giữ chức vụ nào, cũng không được ủy quyền, ở cơ quan “${refusal.agency}”. Hãy chọn cơ quan của mình.`
    case 'no-such-route':
      return 'Không có địa chỉ này trong hệ thống. Hãy kiểm tra lại đường dẫn.'
    case 'method-not-allowed':
      return `Địa chỉ này chỉ nhận ${refusal.methods.join(', ')}. Hãy dùng đúng phương thức.`
    case 'address-over':
      return 'Địa chỉ gửi hoặc tải tệp này không đúng, hoặc đã quá thời gian dùng. Hãy quay lại trang trước và thực hiện lại.'
    case 'too-many-requests':
      return `Tài khoản này vừa gửi nhiều yêu cầu quá mức cho phép nên yêu cầu này chưa được thực hiện. Hãy chờ ${refusal.seconds} giây rồi thực hiện lại.`
    case 'too-many-by-link':
      return `Qua liên kết này vừa có quá nhiều lần gửi nên lần này chưa được thực hiện. Hãy chờ ${refusal.seconds} giây rồi thực hiện lại.`
    case 'too-many-sign-ins':
      return `Từ địa chỉ mạng này vừa có nhiều lần đăng nhập không thành công nên tạm thời chưa nhận đăng nhập. Hãy chờ ${refusal.seconds} giây rồi thử lại; nếu cả cơ quan dùng chung địa chỉ, đề nghị người quản trị khai báo địa chỉ tin cậy.`
    case 'key-used-otherwise':
      return 'Mã Idempotency-Key chỉ dùng cho một yêu cầu; mã này đã dùng cho yêu cầu có nội dung khác nên chưa ghi gì thêm. Hãy gửi lại với mã mới.'
    case 'recorded-already':
      return 'Yêu cầu mang mã Idempotency-Key này đã được ghi một lần nên không ghi lại; câu trả lời của lần đó không còn. Hãy tải lại trang để xem; nếu còn thiếu, gửi phần còn thiếu với mã mới.'
    case 'busy':
      return 'Hệ thống đang bận nên chưa ghi gì. Hãy thực hiện lại sau giây lát.'
    case 'outcome-unknown':
      return 'Hệ thống chưa biết thay đổi này đã được ghi hay chưa. Hãy tải lại trang để xem, rồi chỉ thực hiện lại nếu chưa có.'
    case 'internal-error':
      return `Hệ thống gặp lỗi (mã lỗi ${refusal.reference}). Hãy tải lại trang; nếu vẫn vậy, báo mã lỗi cho người quản trị.`
    case 'host-fault':
      return refusal.sentence
    default:
      return refusal satisfies never
  }
}

const partsWritten: { readonly [part in RequestPart]: string } = {
  body: 'Nội dung',
  query: 'Tham số',
  path: 'Đường dẫn',
  header: 'Tiêu đề của yêu cầu',
}
