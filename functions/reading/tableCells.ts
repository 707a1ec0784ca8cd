/**
 * The cells of the tables in a .docx or an .xlsx, row by row, as text: what is merged downwards stands in every row that
 * it spans. Undefined for what cannot be read as one.
 */
import type { FileKind } from '../../domain/files/kinds.ts'
import { sheetsOf } from './sheetCells.ts'
import { wordText } from './wordText.ts'

export type Cells = readonly (readonly string[])[]

export function tableCells(bytes: Uint8Array, kind: FileKind): Cells | undefined {
  if (kind === 'docx')
    return wordText(bytes)
      ?.split('\n')
      .map((line) => line.split('\t'))
  // All sheets one below the other, an empty row between two: headings say on which the annex is.
  return kind === 'xlsx' ? sheetsOf(bytes)?.flatMap(({ rows }) => [...rows, []]) : undefined
}
