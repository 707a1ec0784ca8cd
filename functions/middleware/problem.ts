/**
 * Refusals as answers: RFC 9457 problem details, one status for each code. The tables are exhaustive, so that a new
 * code does not compile until somebody has chosen its status.
 */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { type Refusal, sentence } from '../../domain/refusals.ts'
import { type DoorRefusal, doorSentence, type FieldError } from './doorRefusals.ts'

/** As RFC 9457 has it; `detail` is the sentence for the person, `errors` a sentence for each place at fault. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors?: readonly FieldError[]
  /** What can be confirmed: the request is sent again with these codes in `confirmed`. */
  readonly doubts?: readonly { readonly code: string; readonly sentence: string }[]
}

export function problemOf(refusal: Refusal | DoorRefusal, status = statusOf(refusal)): Problem {
  const { code } = refusal
  const detail = isOfDoor(refusal) ? doorSentence(refusal) : sentence(refusal)
  return {
    type: `urn:dondoc:problem:${code}`,
    title: titles[status] ?? 'Không thực hiện được',
    status,
    code,
    detail,
    ...('errors' in refusal ? { errors: refusal.errors } : {}),
    ...('doubts' in refusal ? { doubts: refusal.doubts } : {}),
  }
}

export function problemAnswer(refusal: Refusal | DoorRefusal, status?: number): APIGatewayProxyStructuredResultV2 {
  const problem = problemOf(refusal, status)
  return {
    statusCode: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...extraHeaders(refusal) },
    body: JSON.stringify(problem),
  }
}

function isOfDoor(refusal: Refusal | DoorRefusal): refusal is DoorRefusal {
  return refusal.code in doorStatuses
}

function statusOf(refusal: Refusal | DoorRefusal): number {
  if (!isOfDoor(refusal)) return statuses[refusal.code]
  // A body that is JSON and not what was asked is "unprocessable"; anything else that cannot be read is a bad request.
  return refusal.code === 'malformed-request' && refusal.part === 'body' ? 422 : doorStatuses[refusal.code]
}

function extraHeaders(refusal: Refusal | DoorRefusal): { readonly [name: string]: string } {
  switch (refusal.code) {
    case 'method-not-allowed':
      return { allow: refusal.methods.join(', ') }
    case 'not-signed-in':
      return { 'www-authenticate': 'Bearer realm="dondoc"' }
    case 'busy':
      return { 'retry-after': '1' }
    case 'too-many-requests':
    case 'too-many-by-link':
    case 'too-many-sign-ins':
    case 'account-tried-often':
      return { 'retry-after': String(refusal.seconds) }
    default:
      return {}
  }
}

const titles: { readonly [status: number]: string } = {
  400: 'Yêu cầu chưa đúng',
  401: 'Chưa đăng nhập',
  403: 'Không có quyền thực hiện',
  404: 'Không tìm thấy',
  405: 'Phương thức không dùng được ở đây',
  409: 'Không phù hợp với trạng thái hiện tại',
  410: 'Không còn dùng được',
  412: 'Nội dung đã thay đổi',
  413: 'Nội dung quá lớn',
  422: 'Nội dung chưa hợp lệ',
  429: 'Quá nhiều yêu cầu',
  500: 'Hệ thống gặp lỗi',
  503: 'Hệ thống đang bận',
  507: 'Máy chủ không ghi được',
}

const doorStatuses: { readonly [code in DoorRefusal['code']]: number } = {
  'malformed-request': 400,
  'not-json': 400,
  'too-large': 413,
  'bad-cursor': 400,
  'not-signed-in': 401,
  'sign-in-refused': 403,
  'session-not-extended': 409,
  'doer-missing': 422,
  'cross-site': 403,
  'not-your-agency': 403,
  'no-such-route': 404,
  'method-not-allowed': 405,
  'address-over': 403,
  'too-many-requests': 429,
  'too-many-by-link': 429,
  'too-many-sign-ins': 429,
  'key-used-otherwise': 422,
  'recorded-already': 409,
  busy: 503,
  'outcome-unknown': 503,
  'internal-error': 500,
  'host-fault': 507,
}

/** 403: not this person. 404: not there, or not for them. 409: not in this state. 422: not with this content. */
const statuses: { readonly [code in Refusal['code']]: number } = {
  'own-result': 403,
  'own-record': 403,
  'own-request': 403,
  'own-work': 403,
  'own-target': 403,
  'own-conclusion': 403,
  'not-your-part': 403,
  'not-allowed': 403,
  'not-found': 404,
  'task-not-open': 409,
  'task-not-submitted': 409,
  'task-not-done': 409,
  'task-not-conditional': 409,
  'task-ended': 409,
  'task-has-no-deadline': 409,
  'extension-pending': 409,
  'no-extension-asked': 409,
  'task-not-late': 409,
  'dispute-pending': 409,
  'no-dispute': 409,
  'part-already-answered': 409,
  'not-recorded-on-paper': 409,
  'already-on-hold': 409,
  'already-urged': 409,
  'held-as-disowned': 409,
  'nothing-on-hold': 409,
  'not-by-link': 409,
  'link-invalid': 403,
  'link-expired': 410,
  'link-withdrawn': 410,
  'link-used': 409,
  'nothing-to-answer': 409,
  'nothing-to-change': 409,
  'annex-applied': 409,
  'annex-not-applied': 409,
  'annex-in-use': 409,
  'annex-without-rows': 422,
  'review-unfinished': 409,
  'document-too-long': 422,
  'annex-too-long': 422,
  'unknown-row': 422,
  'already-given': 409,
  'not-given': 409,
  'assignment-withdrawn': 409,
  'opened-otherwise': 409,
  'proposal-pending': 409,
  'no-proposal': 409,
  'programme-not-in-force': 409,
  'launched-otherwise': 409,
  'tasks-undecided': 409,
  'holders-undecided': 409,
  'agency-ended': 409,
  'not-before': 409,
  'cycle-not-at-stage': 409,
  'cycle-ended': 409,
  'contribution-not-open': 409,
  'contribution-not-sent': 409,
  'gathering-closed': 409,
  'targets-unjudged': 409,
  'figures-missing': 409,
  'not-sealed': 409,
  'no-document-awaited': 409,
  'registered-otherwise': 409,
  'before-document': 409,
  'no-backups-here': 409,
  'clock-is-real': 409,
  'clock-moving': 409,
  'no-deadline-ahead': 409,
  'changed-meanwhile': 409,
  'too-many-parts': 409,
  'no-evidence': 422,
  'evidence-after-entry': 422,
  'arrival-in-future': 422,
  'reason-missing': 422,
  'not-a-day': 422,
  'text-missing': 422,
  'document-missing': 422,
  'extension-not-later': 422,
  'unknown-part': 422,
  'not-cooperating': 422,
  'part-after-deadline': 422,
  'lead-also-cooperates': 422,
  'unknown-agency': 422,
  'unknown-group': 422,
  'unknown-document': 422,
  'unknown-assignment': 422,
  'unknown-clause': 422,
  'unknown-proposal': 422,
  'proposal-taken-up': 409,
  'entered-otherwise': 409,
  'document-below-level': 422,
  'cycle-day-after-due': 422,
  'paper-incomplete': 422,
  'row-twice': 422,
  'row-outside-form': 422,
  'date-passed': 422,
  'too-long': 422,
  'too-many': 422,
  'unknown-target': 422,
  'clock-goes-forward': 422,
  'clock-too-far': 422,
  'superior-circle': 422,
  'unknown-person': 422,
  'follower-elsewhere': 422,
  'last-administrator': 409,
  'new-password-needed': 409,
  'password-too-short': 422,
  'password-common': 422,
  'password-personal': 422,
  'password-unchanged': 422,
  'password-wrong': 403,
  'account-tried-often': 429,
  'accounts-elsewhere': 409,
  'no-trail': 409,
  'day-ahead': 422,
  'figure-doubtful': 422,
  'figure-corrected': 409,
  'secrecy-undeclared': 422,
  'secrecy-mark': 422,
  'file-not-sent': 409,
  'file-empty': 422,
  'file-too-large': 413,
  'file-kind-unknown': 422,
  'pdf-unreadable': 422,
  'file-name-differs': 422,
  'document-unreadable': 422,
  'unknown-file': 422,
  'day-passed': 422,
  'nothing-late': 409,
  'period-backwards': 422,
  'destruction-pending': 409,
  'no-destruction-asked': 409,
  'own-destruction': 403,
  'still-serving': 409,
  'not-removable': 409,
  'file-destroyed': 409,
}
