/** The office clock: what day it is, and in a demo moving it. */
import { ClockMove, ClockView, destination } from '../../domain/clockMove.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { HttpServices } from '../services.ts'
import { nextDeadline } from '../stores/nextDeadline.ts'
import { type Route, route } from './route.ts'

export const clockRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/clock',
    operationId: 'readClock',
    summary: 'Ngày giờ của hệ thống; trong bản dùng thử là ngày giờ mô phỏng, kèm ngày đang chuyển đến',
    may: 'signedIn',
    answer: ClockView,
    handle: async (_, services) => ({ body: await clockView(services) }),
  }),
  route({
    method: 'POST',
    path: '/api/clock',
    operationId: 'moveClock',
    summary:
      'Chuyển đồng hồ mô phỏng tới một ngày, một tuần, đến hạn kế tiếp hoặc đến một ngày; từng ngày đi qua có lượt nhắc việc. Trả lời ngay, xem tiến độ bằng GET',
    // In a demo anybody may; where time is real, nobody can.
    may: 'signedIn',
    body: ClockMove,
    answer: ClockView,
    status: 202,
    handle: async ({ body }, services) => (await moved(body, services)) ?? { body: await clockView(services) },
  }),
]

/** Undefined once the clock is on its way. */
async function moved(move: ClockMove, { table, clock, movableTime }: HttpServices): Promise<Refusal | undefined> {
  if (!movableTime) return { code: 'clock-is-real' }
  const today = clock.today()
  const day = destination(move, today, move.by === 'nextDeadline' ? await nextDeadline(table, today) : undefined)
  if (typeof day !== 'string') return day
  if ((await movableTime.moveTo(day)) === 'begun') return undefined
  return { code: 'clock-moving', to: (await movableTime.movingTo()) ?? day }
}

export async function clockView({ clock, movableTime }: HttpServices): Promise<ClockView> {
  const movingTo = await movableTime?.movingTo()
  const view = { now: clock.now(), today: clock.today(), movable: movableTime !== undefined }
  return movingTo ? { ...view, movingTo } : view
}
