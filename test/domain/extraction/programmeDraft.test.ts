import { expect, test } from 'vitest'
import { extract } from '../../../domain/extraction/extract.ts'
import { programmeDraft } from '../../../domain/extraction/programmeDraft.ts'
import { checkProgramme } from '../../../domain/programme/check.ts'
import { differencesBetween } from '../../../domain/programme/difference.ts'
import { answers, programme, text } from './recordedAnswers.ts'

test('the text and the recorded answers make the programme file, but for its words', () => {
  const draft = programmeDraft(text, extract(text), answers)
  if ('missing' in draft) throw new Error(draft.missing.map(({ sentence }) => sentence).join('\n'))
  const checked = checkProgramme(draft.programme)
  if ('problems' in checked) throw new Error(checked.problems.map(({ sentence }) => sentence).join('\n'))
  const differences = differencesBetween(programme, checked.programme).filter(
    ({ about }) => about !== 'words' && about !== 'kind',
  )
  expect(differences).toEqual([])
})

test('what neither the text nor a person says is missing, clause by clause, and no file is made', () => {
  const draft = programmeDraft(text, extract(text), { ...answers, bodies: {}, items: [] })
  const missing = 'missing' in draft ? draft.missing : []
  expect(missing).toContainEqual({
    clause: 'III.2-3',
    sentence: 'Chưa biết “các ban Thành ủy” là cơ quan nào. Hãy ghi ở bodies, hoặc thêm vào agencies.',
  })
  expect(missing.filter(({ sentence }) => sentence.includes('kỳ đầu và kỳ cuối')).map(({ clause }) => clause)).toEqual([
    'II.2.3-08',
    'II.4-05',
    'II.5-02',
    'III.2-3',
  ])
})
