/** Căn cứ: the document that a task rests on, as a letter and a page name it. */
import { written } from '../days.ts'
import type { Document } from '../programme/schema.ts'

/** An illustration says so wherever it shows; work given in a meeting says that its notice is awaited. */
export function basisWritten({ title, number, issuedOn, illustration }: Document): string {
  const of = issuedOn === null ? '' : ` ngày ${written(issuedOn)}`
  if (illustration) return `${title}${of} (minh họa, không phải văn bản thật)`
  return number === null ? `${title} (giao tại cuộc họp, chờ thông báo kết luận)` : `Văn bản số ${number}${of}`
}
