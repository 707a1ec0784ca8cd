/** Tạm giữ: what an agency disowned is confirmed or dropped by the side that gave the work. */
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../domain/refusals.ts'
import { decide } from '../../../domain/tasks/decide.ts'
import { evolve } from '../../../domain/tasks/evolve.ts'
import { type HeldSettled, heldIn } from '../../../domain/tasks/held.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import { aTask, circumstances, handIn, secretary } from './builders.ts'

const byLink = { mailbox: 'so-y-te@example.com' }
const onHold = { on: '2013-06-21', reason: 'Không phải chúng tôi gửi' } as const
const reason = 'Đã gọi cho văn thư Sở'
const part = {
  id: 'p1',
  holder: { agency: 'so-tai-chinh' },
  what: 'Dự toán',
  askedOn: '2013-06-01',
  dueOn: '2013-06-20',
} as const
const held = aTask({
  progress: { on: '2013-06-20', text: 'Đã xong', byLink, onHold },
  extensionAsked: {
    askedOn: '2013-06-20',
    wanted: '2013-07-31',
    reason: 'Chờ',
    timing: 'inTime',
    by: 'so-y-te',
    byLink,
    onHold,
  },
  advice: [{ on: '2013-06-21', by: 'van-phong', proposes: { about: 'extension', grant: null }, reason: 'Không cần' }],
  parts: [{ ...part, answer: { on: '2013-06-20', text: 'Đã gửi', byLink, onHold } }],
})

function settled(task: Task, how: HeldSettled): Task | string {
  const event = decide(task, { type: 'settleHeld', ...how }, circumstances('2013-06-24', secretary))
  return isRefusal(event)
    ? event.code
    : evolve(task, event, { day: '2013-06-24', at: '2013-06-24T08:00:00.000Z', actor: secretary })
}

describe('what is held', () => {
  it('is all told, each with the agency’s words', () => {
    expect(heldIn(held).map(({ about, reason }) => [about, reason])).toEqual(
      ['progress', 'extension', 'part'].map((about) => [about, onHold.reason]),
    )
  })

  it('stands as it came once it is confirmed', () => {
    expect(settled(held, { about: 'progress', keep: true, reason })).toMatchObject({
      progress: { on: '2013-06-20', text: 'Đã xong', byLink },
    })
    const asked = settled(held, { about: 'extension', keep: true, reason })
    expect(asked).toMatchObject({ extensionAsked: { wanted: '2013-07-31' }, advice: held.advice })
    expect(asked).not.toHaveProperty('extensionAsked.onHold')
    expect(settled(held, { about: 'part', part: 'p1', keep: true, reason })).not.toHaveProperty('parts.0.answer.onHold')
  })

  it('is gone once it is dropped, with what was proposed about it, and may be sent again', () => {
    expect(settled(held, { about: 'progress', keep: false, reason })).not.toHaveProperty('progress')
    const unasked = settled(held, { about: 'extension', keep: false, reason })
    expect(unasked).not.toHaveProperty('extensionAsked')
    expect(unasked).not.toHaveProperty('advice')
    expect(settled(held, { about: 'part', part: 'p1', keep: false, reason })).toHaveProperty('parts', [part])
  })

  it('is a result that can be accepted again once it is confirmed', () => {
    const occasion = {
      day: '2013-06-20',
      at: '2013-06-20T08:00:00.000Z',
      actor: { ...secretary, agency: 'so-y-te', via: byLink.mailbox },
    } as const
    const event = decide(aTask(), handIn, circumstances('2013-06-20', occasion.actor))
    if (isRefusal(event)) throw new Error(event.code)
    const sent = evolve(aTask(), event, occasion)
    const disowned = evolve(sent, { type: 'objectionRaised', reason: onHold.reason }, occasion)
    const accept = (task: Task) => decide(task, { type: 'accept' }, circumstances('2013-06-24', secretary))
    expect(accept(disowned)).toMatchObject({ code: 'held-as-disowned' })
    const confirmed = settled(disowned, { about: 'result', keep: true, reason })
    if (typeof confirmed === 'string') throw new Error(confirmed)
    expect(accept(confirmed)).toMatchObject({ type: 'resultAccepted' })
  })

  it.each<[HeldSettled, string]>([
    [{ about: 'result', keep: true, reason }, 'nothing-on-hold'],
    [{ about: 'part', part: 'p2', keep: true, reason }, 'nothing-on-hold'],
    [{ about: 'progress', keep: true, reason: ' ' }, 'reason-missing'],
  ])('is not settled: %j', (how, code) => {
    expect(settled(held, how)).toBe(code)
  })
})
