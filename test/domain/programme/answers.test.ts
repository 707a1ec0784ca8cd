import { expect, test } from 'vitest'
import { putAnswersInPlace } from '../../../domain/programme/answers.ts'
import { answerA, question, smallProgramme, type Tree, withChange } from './smallProgramme.ts'

const asking = (place: unknown, questions: Tree[]) => putAnswersInPlace({ plan: [{ by: place }], questions })
const given = (gives: Tree) => question('A5', { options: [{ id: 'a', text: 'Một', gives }], answer: answerA })

test('a place takes the value that the answer in force gives, and says which question it rests on', () => {
  const { tree, answered, open, problems } = asking({ question: 'A5', give: 'end' }, [given({ end: '2020-12-31' })])
  expect(tree).toMatchObject({ plan: [{ by: '2020-12-31' }] })
  expect(answered).toEqual([
    { path: ['plan', 0, 'by'], question: 'A5', source: ['questions', 0, 'options', 0, 'gives', 'end'] },
  ])
  expect({ open, problems }).toEqual({ open: [], problems: [] })
})

test.each([
  ['null', null],
  ['a list', [{ id: 'x' }]],
  ['a map', { kind: 'once', dueOn: '2012-12-31' }],
  ['false', false],
])('an answer may give %s', (_, value) => {
  expect(asking({ question: 'A5', give: 'end' }, [given({ end: value })]).tree).toMatchObject({ plan: [{ by: value }] })
})

test('everything that rests on no answer stays as it is, the questions included', () => {
  const raw = smallProgramme()
  const { tree } = putAnswersInPlace(raw)
  expect(withChange(withChange(withChange(tree, ['targets'], 0), ['assignments'], 0), ['x'], 0)).toEqual(
    withChange(withChange(withChange(raw, ['targets'], 0), ['assignments'], 0), ['x'], 0),
  )
})

test.each([
  [
    'a question that is not there',
    { question: 'A9', give: 'end' },
    [given({ end: 1 })],
    'unknown-question',
    ['question'],
  ],
  ['a question without an answer', { question: 'A7', give: 'end' }, [question('A7')], 'unanswered-question', []],
  [
    'a value the option lacks',
    { question: 'A5', give: 'start' },
    [given({ end: 1 })],
    'option-without-value',
    ['give'],
  ],
  [
    'a value of an option that gives none',
    { question: 'A5', give: 'end' },
    [question('A5', { answer: answerA })],
    'option-without-value',
    ['give'],
  ],
  ['no name of a value', { question: 'A5' }, [given({ end: 1 })], 'bad-answer-place', []],
  [
    'something beside the two fields',
    { question: 'A5', give: 'end', by: 1 },
    [given({ end: 1 })],
    'bad-answer-place',
    [],
  ],
  [
    'a value that every object inherits',
    { question: 'A5', give: 'toString' },
    [given({ end: 1 })],
    'option-without-value',
    ['give'],
  ],
])('a place is refused that names %s', (_, place, questions, code, below) => {
  const { problems, open, answered } = asking(place, questions)
  expect(problems).toEqual([
    { path: ['plan', 0, 'by', ...below], code, sentence: expect.stringMatching(/\. Hãy |\? Hãy /) },
  ])
  expect(open).toEqual([['plan', 0, 'by']])
  expect(answered).toEqual([])
})

test.each([
  ['chooses an option that is not there', question('A5', { answer: { ...answerA, option: 'z' } })],
  ['is no map', question('A5', { answer: 'a' })],
  ['belongs to a question without options', question('A5', { options: 7, answer: answerA })],
])('where the answer %s, the places that rest on it stay open and are not told again', (_, asked) => {
  const { open, problems } = asking({ question: 'A5', give: 'end' }, [asked])
  expect({ open, problems }).toEqual({ open: [['plan', 0, 'by']], problems: [] })
})

test.each([[undefined], [null], [3], ['x'], [[]], [{}], [{ questions: 4 }], [{ questions: [null, 3, {}] }]])(
  'a file that holds only %j is left alone',
  (raw) => {
    expect(putAnswersInPlace(raw)).toEqual({ tree: raw, answered: [], open: [], problems: [] })
  },
)
