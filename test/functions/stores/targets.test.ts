import { describe, expect, it } from 'vitest'
import { figuresOf, observe, targetById, targetsOfProgramme } from '../../../functions/stores/targets.ts'
import { observation, target } from '../../domain/targets/builders.ts'
import { granted, openedOffice, weathers } from '../office.ts'
import { secretary, tinyProgramme } from '../tinyProgramme.ts'

const programme = tinyProgramme({
  targets: ['T02', 'T01', 'T10'].map((id) => target({ id, clause: 'I.1-01' })),
})

describe.each(weathers)('targets on %s', (_, rates) => {
  it("are a programme's in the order of their names", async () => {
    const office = await openedOffice({ rates }, programme)
    const listed = await office.patiently(() => targetsOfProgramme(office.table, 'nho'))
    expect(listed.map(({ id }) => id)).toEqual(['T01', 'T02', 'T10'])
    expect(await office.patiently(() => targetById(office.table, 'nho', 'T02'))).toMatchObject({ id: 'T02', value: 85 })
    expect(await office.patiently(() => targetById(office.table, 'nho', 'T99'))).toBeUndefined()
  })

  it('keep every figure ever entered, in the order they were entered', async () => {
    const office = await openedOffice({ rates }, programme)
    const enter = (id: string, value: number, kind: 'estimate' | 'preliminary' | 'official', minute: string) =>
      office.patiently(() =>
        observe(
          office,
          'nho',
          'T01',
          observation({ id, targetId: 'T01', value, kind, recordedAt: `2013-01-07T01:${minute}:00.000Z` }),
          secretary,
        ),
      )
    granted(await enter('o1', 80, 'estimate', '00'))
    granted(await enter('o2', 82, 'preliminary', '01'))
    granted(await enter('o3', 81, 'official', '02'))
    const figures = await office.patiently(() => figuresOf(office.table, 'nho', 'T01'))
    expect(figures.map(({ id, value, kind }) => [id, value, kind])).toEqual([
      ['o1', 80, 'estimate'],
      ['o2', 82, 'preliminary'],
      ['o3', 81, 'official'],
    ])
    const { items } = await office.truth.query({ pk: 'TARGET#nho_T01', sk: { beginsWith: 'EVENT#' }, limit: 9 })
    expect(items.map(({ value }) => value['type'])).toEqual([
      'targetEntered',
      'figureEntered',
      'figureEntered',
      'figureEntered',
    ])
    expect(await office.patiently(() => figuresOf(office.table, 'nho', 'T02'))).toEqual([])
  })
})

it('a figure that was entered is not entered again, nor does it change what is there', async () => {
  const office = await openedOffice({}, programme)
  const figure = observation({ id: 'o1', targetId: 'T01' })
  granted(await observe(office, 'nho', 'T01', figure, secretary))
  granted(await observe(office, 'nho', 'T01', { ...figure, value: 1 }, secretary))
  expect(await figuresOf(office.truth, 'nho', 'T01')).toEqual([figure])
})

it('a figure of a target that is not there is refused', async () => {
  const office = await openedOffice({}, programme)
  expect(await observe(office, 'nho', 'T99', observation(), secretary)).toEqual({
    code: 'not-found',
    thing: 'TARGET#nho_T99',
  })
})
