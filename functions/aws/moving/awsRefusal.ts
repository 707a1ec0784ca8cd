/** What AWS says to an operator who moves an office, in the words of the one who must do something about it. */
import type { Order } from '../../moving/order.ts'

export interface AwsRefusal {
  readonly code: string
  readonly sentence: string
}

type Named = Pick<Order, 'table' | 'bucket'>

/** Undefined for what no operator can change. */
export function awsRefusal(error: unknown, named: Named): AwsRefusal | undefined {
  if (!(error instanceof Error)) return undefined
  // What lies beneath tells more: a driver that gave up says only that it did.
  return awsRefusal(error.cause, named) ?? saidBy(error, named)
}

function saidBy(error: Error, { table, bucket }: Named): AwsRefusal | undefined {
  const said = `AWS trả lời: “${error.message}”.`
  switch (error.name) {
    case 'ResourceNotFoundException':
      return {
        code: 'noTable',
        sentence: `Không có bảng ${table} trong tài khoản và vùng đang dùng. Đề nghị kiểm tra --table và AWS_REGION. ${said}`,
      }
    case 'NoSuchBucket':
      return { code: 'noBucket', sentence: `Không có kho tệp ${bucket}. Đề nghị kiểm tra --bucket. ${said}` }
    case 'CredentialsProviderError':
    case 'UnrecognizedClientException':
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'InvalidSignatureException':
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
      return {
        code: 'noCredentials',
        sentence: `Chưa có thông tin đăng nhập AWS dùng được. Đề nghị đăng nhập (aws sso login, hoặc biến môi trường AWS_PROFILE) rồi chạy lại. ${said}`,
      }
    case 'AccessDeniedException':
    case 'AccessDenied':
      return {
        code: 'notAllowed',
        sentence: `Tài khoản AWS đang dùng không có quyền cần thiết với bảng ${table} hoặc kho tệp ${bucket} (xem docs/moving.md). ${said}`,
      }
    case 'TableBusy':
    case 'UnknownOutcome':
    case 'FilesBusy':
      return {
        code: 'awsUnreachable',
        sentence: `Không nhận được trả lời của AWS, hoặc bảng ${table}, kho tệp ${bucket} đang quá tải. Đề nghị kiểm tra kết nối, vùng (AWS_REGION) rồi chạy lại lệnh này; nó làm tiếp.`,
      }
    default:
      return error.message === 'Region is missing'
        ? { code: 'noRegion', sentence: 'Chưa chọn vùng AWS. Đề nghị đặt biến môi trường AWS_REGION rồi chạy lại.' }
        : undefined
  }
}
