import { expect, it } from 'vitest'
import { checkProgramme } from '../../../domain/programme/check.ts'
import { linesOf, paragraphsOf, wordsByClause } from '../../../domain/programme/documentText.ts'
import { smallProgramme } from './smallProgramme.ts'

it('a passage ends where the next begins, at empty braces, or with its paragraph', () => {
  expect(paragraphsOf('2. {II.2-1}Mở rộng; {II.2-2}tổ chức.{} Hết.\n\n{III.1}Thực hiện')).toEqual([
    [
      { words: '2. ' },
      { clause: 'II.2-1', words: 'Mở rộng; ' },
      { clause: 'II.2-2', words: 'tổ chức.' },
      { words: ' Hết.' },
    ],
    [{ clause: 'III.1', words: 'Thực hiện' }],
  ])
})

it('nothing of the document is lost but the marks', () => {
  const text = 'Mở đầu\r\n{I.1}một {{hai} ba}\n  {} bốn '
  const said = paragraphsOf(text).map((passages) => passages.map(({ words }) => words).join(''))
  expect(said).toEqual(linesOf(text).map((line) => line.replace(/\{[^{}]*\}/g, '')))
})

it('a clause that goes on in another paragraph has the words of both', () => {
  expect(wordsByClause(paragraphsOf('{I.1}Một:\n{I.1}- hai.'))).toEqual(new Map([['I.1', 'Một: - hai.']]))
})

it('a mark of a clause that the programme has not, and a quote that is not verbatim, are told', () => {
  const [{ id = '' } = {}] = smallProgramme()['clauses'] as readonly { readonly id?: string }[]
  const clauses = smallProgramme()['clauses'] as readonly object[]
  const quoting = clauses.map((clause, index) => (index === 0 ? { ...clause, quote: 'trong năm 2013' } : clause))
  const problemsOf = (text: string) => {
    const checked = checkProgramme(smallProgramme({ clauses: quoting, text }))
    return 'problems' in checked ? checked.problems.map(({ code, path }) => [code, path.join('.')]) : []
  }
  expect(problemsOf(`{${id}}Việc phải xong trong năm 2013.`)).toEqual([])
  expect(problemsOf(`{${id}}Việc phải xong trong năm 2014.`)).toEqual([['not-in-text', 'clauses.0.quote']])
  expect(problemsOf(`{${id}}trong năm 2013 {IX.9-9}lạ`)).toEqual([['unknown-clause', 'text']])
})
