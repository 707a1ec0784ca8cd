import { expect, it } from 'vitest'
import { routes } from '../../../../functions/http/routes.ts'
import { asked } from './asked.ts'
import { comparing, unasked } from './compared.ts'

comparing('other')

it('every command that the states are asked about is asked of a route', () => {
  expect(unasked()).toEqual([])
})

it('nothing is asked that is no route', () => {
  const all = routes.map(({ operationId }) => operationId)
  expect(Object.keys(asked).filter((operation) => !all.includes(operation))).toEqual([])
})
