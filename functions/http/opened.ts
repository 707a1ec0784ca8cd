/** What a page that opens asks first, in one request: six questions, each of which would find a function of its own cold. */
import * as z from 'zod/mini'
import { addressOf, firstAsked, inForceFirst, type ListAsked, thenAsked } from '../../domain/firstAsked.ts'
import { type AnsweredAhead, Opened } from '../../domain/openedView.ts'
import { programmeView } from '../../domain/programme/programmeView.ts'
import type { Document } from '../../domain/programme/schema.ts'
import { mostReadings, type Reading } from '../../domain/readingsView.ts'
import { type Caller, callerMayEver } from '../middleware/caller.ts'
import type { HttpServices, Table } from '../services.ts'
import { documentsOfProgramme, factsOf } from '../stores/documents.ts'
import { calendarKept, registersOf } from '../stores/programmes.ts'
import { withoutProgramme } from './agencies.ts'
import { clockView } from './clock.ts'
import { readingIn } from './readings.ts'
import { type Again, type Route, route } from './route.ts'
import { choicesOf } from './session.ts'

export const openedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/opened',
    operationId: 'readOpened',
    summary:
      'Điều mà trang cần biết khi vừa mở: ai đang đăng nhập, ngày giờ, chương trình, cơ quan, lịch làm việc, văn bản; chưa đăng nhập thì chỉ có cách đăng nhập',
    may: 'anyone',
    query: z.strictObject({ at: z.optional(z.string().check(z.maxLength(300), z.regex(/^\/[\w%.~/-]*$/, 'address'))) }),
    answer: Opened,
    handle: async ({ caller, query: { at } }, services, again) => {
      const choices = await choicesOf(caller, services)
      if (!caller) return { body: choices }
      const office = await officeFor(caller, services)
      const ahead = at === undefined ? [] : await aheadOf(at, caller, office, again)
      return { body: { ...choices, office, ...(ahead.length > 0 ? { ahead } : {}) } }
    },
  }),
]

/** What the page at an address asks next. What another function answers, or nobody just now, it asks for itself. */
async function aheadOf(
  at: string,
  { roles, capacities, directory, today }: Caller,
  { programmes = [] }: Awaited<ReturnType<typeof officeFor>>,
  again: Again,
): Promise<readonly AnsweredAhead[]> {
  const shown = inForceFirst(programmes).map(({ id }) => id)
  const read = async (address: string) => ({ address, ...readingIn(await again(`/api/${address}`)) })
  const whole = async ({ path, query }: ListAsked) => {
    const pages = [await read(addressOf(path, query))]
    let cursor = cursorIn(pages[0])
    while (cursor !== undefined && pages.length < mostPages) {
      const next = await read(addressOf(path, { ...query, cursor }))
      pages.push(next)
      cursor = cursorIn(next)
    }
    return pages
  }
  const asked = firstAsked(at, { session: { roles, capacities }, directory, today, programmes: shown })
  const first = (await Promise.all(asked.slice(0, mostReadings).map(whole))).flat()
  const then = first.flatMap(({ address, body }) => {
    const thing = Rested.safeParse(body).data
    return thing ? thenAsked(address, thing) : []
  })
  return [...first, ...(await Promise.all(then.map(read)))].filter(({ status }) => status < 400)
}

function cursorIn(page: Reading | undefined): string | undefined {
  return z.object({ cursor: z.string() }).safeParse(page?.body).data?.cursor
}

/** Two megabytes of tasks: an answer of a function may weigh six. */
const mostPages = 5

/** Of a task: where its words stand. */
const Rested = z.object({ programme: z.string(), clause: z.string() })

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
