/** What an office has its own words for in the letters that it speaks in: the address and the signature. */
import * as z from 'zod/mini'

const blankLine = 'Lời thư không có dòng trống. Hãy bỏ các dòng trống.'

/** Words without a blank line: where a line begins and a block ends is the letter's own (letterBlocks.ts). */
const words = (most: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(most),
    z.refine((text) => !/\n\s*\n/.test(text), blankLine),
  )

export const LetterForm = z.strictObject({
  /** Before the addressee, “Kính gửi:” unless told. */
  greeting: z.optional(words(100)),
  /** Below “Trân trọng.”, the office's name unless told. A line for each of position, name, telephone. */
  signature: z.optional(words(500)),
})
export type LetterForm = z.infer<typeof LetterForm>

export const usualGreeting = 'Kính gửi:'

/** The words above a letter: of the first office that has its own. */
export function greetingOf(forms: readonly (LetterForm | undefined)[]): string {
  return forms.find((form) => form?.greeting !== undefined)?.greeting ?? usualGreeting
}

/** The words below it, in which an office speaks. */
export function signatureOf(office: string, form: LetterForm | undefined): string {
  return form?.signature ?? office
}
