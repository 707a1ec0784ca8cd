/** Reads the kept programme file once more before anything is entered: a file that was changed meanwhile enters nothing. */
import * as z from 'zod/mini'
import { checkProgramme } from '../../domain/programme/check.ts'
import type { Services } from '../services.ts'
import { launchFile } from '../stores/launchFiles.ts'
import { asStep } from './asStep.ts'

export const step = asStep(
  z.strictObject({ launchId: z.string() }),
  async ({ table }: Pick<Services, 'table'>, { launchId }) => {
    const file = await launchFile(table, launchId)
    if (!file) return { isValid: false, problems: 'Không tìm thấy tệp chương trình. Hãy nộp lại tệp.' }
    const checked = checkProgramme(file.programme)
    if (!('problems' in checked)) return { isValid: true, problems: '' }
    const said = checked.problems.slice(0, 20).map(({ path, sentence }) => `${path.join('.')}: ${sentence}`)
    return { isValid: false, problems: said.join('\n') }
  },
)
