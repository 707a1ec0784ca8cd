/** Which steps of the ladder a reminder spoke of, in words: their keys are `2013-09-30:late-1`. */
import type { Words } from '../words/words.ts'

export function stepsWritten(steps: unknown, { steps: words }: Words): string {
  if (!Array.isArray(steps)) return ''
  return [...new Set(steps.map((key) => stepWritten(String(key), words)))].join('; ')
}

function stepWritten(key: string, words: Words['steps']): string {
  const [, name = '', days = ''] = /:([A-Za-z]+)(?:-(\d+))?/.exec(key) ?? []
  switch (name) {
    case 'before':
      return words.before(days)
    case 'due':
      return words.due
    case 'late':
      return words.late(days)
    case 'office':
      return words.office(days)
    case 'given':
      return words.given
    default:
      return words.other
  }
}
