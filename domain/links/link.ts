/**
 * A link of a letter: sent to one mailbox of one agency, it opens one form about one thing, without an account, and is
 * used up by what is sent with it. What signs it and how long it holds is functions/links/token.ts.
 */

/** What the form behind a link does: `disown` is “Không phải chúng tôi gửi”, of what one earlier link brought in. */
export type LinkPurpose =
  | {
      readonly does: 'answer'
      /** `TASK#28-ctrhd-tu_R05`, `CONTRIBUTION#…`, `TARGET#programme_T01`. */
      readonly thing: string
      /** The phần việc, where the form is for its answer alone. */
      readonly part?: string
      readonly agency: string
    }
  | {
      readonly does: 'disown'
      readonly thing: string
      readonly agency: string
      /** The id of the link that was used. */
      readonly link: string
    }

/** What a link may bring in. */
export type SubmissionKind = 'result' | 'progress' | 'extension' | 'part' | 'contribution' | 'figure'

export const submissionWritten: { readonly [kind in SubmissionKind]: string } = {
  result: 'kết quả',
  progress: 'tình hình thực hiện',
  extension: 'yêu cầu gia hạn',
  part: 'trả lời phần việc',
  contribution: 'báo cáo, ý kiến',
  figure: 'số liệu',
}

/** Where a letter leads: a page for whoever signs in, or the form of a link. */
export type LetterPlace = { readonly page: string } | { readonly form: LinkPurpose }

/**
 * A letter as it is composed and kept: where an address belongs there is a mark, `[liên kết 1]` for the first of
 * `places`. The address is made when the letter leaves, so that no store, backup or archive holds a link that opens
 * anything.
 */
export interface LinkedText {
  readonly text: string
  readonly places: readonly LetterPlace[]
}

/** The mark of a place, counted from 1. */
export function placeMark(ordinal: number): string {
  return `[liên kết ${ordinal}]`
}

/** The text with each mark replaced by its address; the whole line goes where there is none. */
export function addressed(text: string, addresses: readonly (string | undefined)[]): string {
  const lines = text.split('\n').flatMap((line) => {
    const found = /\[liên kết (\d+)\]$/.exec(line)
    const ordinal = Number(found?.[1])
    if (!found || ordinal < 1 || ordinal > addresses.length) return [line]
    const address = addresses[ordinal - 1]
    return address === undefined ? [] : [`${line.slice(0, found.index)}${address}`]
  })
  return lines.join('\n')
}
