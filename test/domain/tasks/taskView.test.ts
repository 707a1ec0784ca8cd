import { expect, it } from 'vitest'
import { taskLine } from '../../../domain/tasks/taskView.ts'
import { aTask, doctor, handIn, lived, secretary } from './builders.ts'

it('a line says why a result was returned, until the next one is handed in', () => {
  const returned = lived(
    aTask(),
    ['2013-03-04', doctor, handIn],
    ['2013-03-06', secretary, { type: 'return', reason: 'Thiếu số liệu' }],
  )
  expect(taskLine(returned, '2013-03-06')).toMatchObject({
    state: 'open',
    returned: { on: '2013-03-06', reason: 'Thiếu số liệu' },
  })
  const again = lived(returned, ['2013-03-07', doctor, handIn])
  expect(taskLine(again, '2013-03-07').returned).toBeUndefined()
})
