/** Taking a programme into force: its file is checked and kept, a workflow enters it, and its outcome is read here. */
import * as z from 'zod/mini'
import { LaunchView } from '../../domain/programme/launchView.ts'
import { beginLaunch, type LaunchState, launchNow } from '../steps/beginLaunch.ts'
import { OfficeDay, ThingId } from './fields.ts'
import { type Reply, type Route, route } from './route.ts'

export const launchesRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/launches',
    operationId: 'launchProgramme',
    summary:
      'Đưa một chương trình vào thực hiện: gửi nội dung tệp chương trình (như programme.yaml, viết bằng JSON); trả lời ngay, xem kết quả bằng GET',
    may: 'programme.launch',
    body: z.strictObject({
      programme: z.record(z.string(), z.unknown()),
      trackedFrom: z.exactOptional(OfficeDay),
    }),
    answer: LaunchView,
    status: 202,
    handle: async ({ body, actor }, services) => {
      const answer = await beginLaunch(services, { ...body, actor })
      if ('problems' in answer) {
        const errors = answer.problems
          .slice(0, mostErrors)
          .map(({ path, sentence }) => ({ path: ['programme', ...path].join('.'), sentence }))
        return { code: 'malformed-request', part: 'body', errors }
      }
      return 'code' in answer ? answer : reply(answer.id, answer.now)
    },
  }),
  route({
    method: 'GET',
    path: '/api/launches/{launch}',
    operationId: 'readLaunch',
    summary: 'Một lần đưa chương trình vào thực hiện: đang chạy, đã xong, hoặc không xong vì sao',
    may: 'programme.launch',
    params: z.strictObject({ launch: ThingId }),
    answer: LaunchView,
    handle: async ({ params: { launch } }, services) => {
      const now = await launchNow(services, launch)
      return now ? reply(launch, now) : { code: 'not-found', thing: launch }
    },
  }),
]

/** Nobody mends more at once. */
const mostErrors = 100

function reply(id: string, now: LaunchState): Reply<z.infer<typeof LaunchView>> {
  return { body: { id, ...now } }
}
