/** What a page that opens asks first, in one request: six questions, each of which would find a function of its own cold. */
import { Opened } from '../../domain/openedView.ts'
import { programmeView } from '../../domain/programme/programmeView.ts'
import type { Document } from '../../domain/programme/schema.ts'
import { type Caller, callerMayEver } from '../middleware/caller.ts'
import type { HttpServices, Table } from '../services.ts'
import { documentsOfProgramme, factsOf } from '../stores/documents.ts'
import { calendarKept, registersOf } from '../stores/programmes.ts'
import { withoutProgramme } from './agencies.ts'
import { clockView } from './clock.ts'
import { type Route, route } from './route.ts'
import { choicesOf } from './session.ts'

export const openedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/opened',
    operationId: 'readOpened',
    summary:
      'Điều mà trang cần biết khi vừa mở: ai đang đăng nhập, ngày giờ, chương trình, cơ quan, lịch làm việc, văn bản; chưa đăng nhập thì chỉ có cách đăng nhập',
    may: 'anyone',
    answer: Opened,
    handle: async ({ caller }, services) => {
      const choices = await choicesOf(caller, services)
      return { body: caller ? { ...choices, office: await officeFor(caller, services) } : choices }
    },
  }),
]

async function officeFor(caller: Caller, services: HttpServices) {
  const { table } = services
  const { programmes, directory } = await registersOf(table)
  const may = (action: Parameters<typeof callerMayEver>[1]) => callerMayEver(caller, action)
  return {
    clock: await clockView(services),
    ...(may('programme.read') ? { programmes: [...programmes.values()].map(programmeView) } : {}),
    ...(may('agency.read') ? { agencies: [...directory.values()].map(withoutProgramme) } : {}),
    ...(may('calendar.read') ? { calendar: (await calendarKept(table)).data } : {}),
    ...(may('document.read') ? { documents: await documentsOf(table, [...programmes.keys()]) } : {}),
  }
}

async function documentsOf(table: Table, programmes: readonly string[]) {
  const all = programmes.map(async (id) => [id, await documentsIn(table, id)] as const)
  return Object.fromEntries(await Promise.all(all))
}

async function documentsIn(table: Table, programme: string): Promise<readonly Document[]> {
  const all: Document[] = []
  let cursor: string | undefined
  do {
    const page = await documentsOfProgramme(table, programme, { limit: 200, ...(cursor ? { cursor } : {}) })
    all.push(...page.documents.map(factsOf))
    cursor = page.cursor
  } while (cursor !== undefined)
  return all
}
