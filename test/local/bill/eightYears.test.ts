/**
 * The bill of programme 28, on the counts of the eight years themselves: nothing here is scaled up from less. What a
 * visit to the pages asks is then asked of the API over the table that the last day left.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { beforeAll, describe, expect, it } from 'vitest'
import { apiHandler } from '../../../functions/http/api.ts'
import type { HttpServices } from '../../../functions/services.ts'
import { beginSession } from '../../../functions/stores/sessions.ts'
import { assumptions } from '../../../local/bill/assumptions.ts'
import type { Line } from '../../../local/bill/bill.ts'
import { type Cost, costOf } from '../../../local/bill/cost.ts'
import { meter } from '../../../local/bill/meter.ts'
import type { PriceName } from '../../../local/bill/prices.ts'
import { movableClock } from '../../../local/clock.ts'
import { readDemoPeople, registerDemoPeople } from '../../../local/identity/demoPeople.ts'
import { memoryExecutions } from '../../../local/memory/executions.ts'
import { memoryTable } from '../../../local/memory/table.ts'
import { readIllustration, readProgramme } from '../../../local/programme/file.ts'
import { type RehearsalResult, rehearse } from '../../../local/rehearsal/rehearse.ts'
import { calendarFile } from '../../domain/calendar/calendarFile.ts'

const until = '2020-12-31'
const table = memoryTable()
let result: RehearsalResult
let cost: Cost

beforeAll(async () => {
  const read = readProgramme('programmes/28-ctrhd-tu/programme.yaml')
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  const beside = readIllustration('programmes/28-ctrhd-tu/assignments.demo.yaml', read.programme)
  if ('problems' in beside) throw new Error(JSON.stringify(beside.problems))
  result = await rehearse({
    programme: read.programme,
    illustration: beside.illustration,
    calendar: calendarFile(),
    table,
    workflowStore: memoryExecutions(),
    until,
    seed: 1,
    behaviour: 'mixed',
    faults: false,
    // So that the table stays as the last day left it.
    onDisk: true,
  })
  cost = costOf(result)
}, 120_000)

describe('the eight years of programme 28', () => {
  it('are counted once each: days, letters, transitions, executions and acts are those of the rehearsal', () => {
    expect(cost.usage).toMatchObject({
      days: 2976,
      letters: result.digests + result.sealLetters,
      sealLetters: result.sealLetters,
      transitions: result.transitions,
      executions: result.executions,
      acts: result.checks['peopleAreUnderstood'],
    })
    // Of the hand-ins that wait for a letter some are accepted before one goes.
    expect(cost.usage.lines).toBeGreaterThan(result.reminders)
    expect(cost.usage.lines).toBeLessThan(result.reminders * 1.05)
  })

  it('cost less than a dollar beside the letters, which cost what letters cost', () => {
    expect(usd(cost.use.lines, 'letter')).toBeCloseTo((result.digests + result.sealLetters) / 10_000, 6)
    expect(cost.usd - usd(cost.use.lines, 'letter')).toBeLessThan(1)
  })

  it('cost less than three dollars a month, all in', () => {
    expect(bound('allIn')).toMatchObject({ under: 3, holds: true })
    expect(cost.usdAMonth).toBeGreaterThan(cost.standing.usd)
  })

  it('scaled to a country cost less than fifty dollars a year', () => {
    expect(bound('country')).toMatchObject({ under: 50, holds: true })
    expect(cost.country).toMatchObject({ tasksAYear: 22_000, recipients: 11_000, identity: { oidc: { usd: 0 } } })
  })

  // docs/decisions/0015 says why. Whoever gets below the dollar changes this, and the page.
  it('cost more than the dollar that was hoped for, and most of it is letters', () => {
    expect(bound('use')).toEqual({ of: 'use', usd: cost.usd, under: 1, holds: false })
    expect(usd(cost.use.lines, 'letter')).toBeGreaterThan(cost.usd / 2)
    expect(cost.usd).toBeLessThan(1.15)
  })

  it('would have cost more by each of the designs that come to mind first, for a country with free tiers too', () => {
    for (const { design, usdWithoutFreeTiers, country } of cost.naive) {
      expect(usdWithoutFreeTiers, design).toBeGreaterThan(cost.usdWithoutFreeTiers)
      expect(country?.usd, design).toBeGreaterThan(cost.country?.usd ?? 0)
    }
  })
})

describe('a visit to the pages', () => {
  const programme = 'programmes/28-ctrhd-tu'
  const readings = (...addresses: readonly string[]) => `readings?of=${encodeURIComponent(addresses.join(','))}`
  /** What a desk asks as it opens, and what an act asks beside: the task of its form, then everything that stood there. */
  const people = [
    {
      who: 'chuyen-vien-van-phong',
      desk: [
        `${programme}/tasks?state=open&limit=200`,
        `${programme}/tasks?state=submitted&limit=200`,
        ...['vp-thanh-uy', 'vp-ubnd-tp'].flatMap((agency) => [
          `agencies/${agency}/reminders`,
          `agencies/${agency}/contributions?limit=200`,
        ]),
      ],
    },
    {
      who: 'chuyen-vien-so-y-te',
      desk: [
        'agencies/so-y-te/tasks?which=open&limit=200',
        'agencies/so-y-te/reminders',
        'agencies/so-y-te/contributions?limit=200',
      ],
    },
  ]

  /** Asks the API as a process that has just been started, which the first request of a visit mostly finds. */
  async function unitsFor(who: string, asked: readonly string[]) {
    const clock = movableClock(until)
    const demo = readDemoPeople()
    if ('problems' in demo) throw new Error(JSON.stringify(demo.problems))
    await registerDemoPeople({ table, clock }, demo)
    const used = meter()
    const faults: unknown[] = []
    const { token } = await beginSession(table, who, {})
    const services = { table: used.watch(table), clock, identity } as unknown as HttpServices
    const handler = apiHandler(services, { onFault: (fault) => faults.push(fault) })
    for (const path of asked) {
      const answer = await handler(requestFor(path, token))
      expect(answer, path).toMatchObject({ statusCode: 200 })
      const { items = [] } = path.startsWith('readings') ? JSON.parse(answer.body ?? '') : {}
      for (const item of items) expect(item).toMatchObject({ status: 200 })
    }
    expect(faults).toEqual([])
    const nothing = { acts: 0, machines: [] }
    used.dayLived(until, () => nothing)
    const [{ readUnits, tableRequests } = { readUnits: 0, tableRequests: 0 }] = used.months(nothing)
    return { readUnits, tableRequests }
  }

  it.each(people)('of $who takes no more than a bill assumes', async ({ who, desk }) => {
    const opening = ['opened', readings(...desk)]
    const look = await unitsFor(who, opening)
    expect(look.readUnits).toBeLessThanOrEqual(assumptions.unitsReadALook)
    expect(look.tableRequests).toBeLessThanOrEqual(assumptions.tableRequestsALook)
    // Beside them the page itself, and what a new version or another page loads.
    expect(opening.length + 1).toBeLessThan(assumptions.requestsALook)
  })

  it.each(people)('of $who in which something is done takes no more than a bill assumes', async ({ who, desk }) => {
    const led = await table.query({ index: 'byAgency', pk: 'LEADS#so-y-te#open', limit: 1 })
    const task = String(led.items[0]?.value['id'])
    const again = readings('programmes', 'agencies', ...desk, `tasks/${task}`, `tasks/${task}/reminders`)
    const asked = ['opened', readings(...desk), `tasks/${task}`, again, `${programme}/documents?limit=200`]
    const act = await unitsFor(who, asked)
    // Each of the requests below looks once more whether the registers stand as they did.
    const small = 6
    expect(act.readUnits + small).toBeLessThanOrEqual(assumptions.unitsReadAnAct)
    expect(act.tableRequests + 2 * small).toBeLessThanOrEqual(assumptions.tableRequestsAnAct)
    // Beside them the page itself, two requests for a file, what is typed kept three times, taken up and dropped, and
    // what is sent in the end.
    expect(asked.length + 1 + 2 + 3 + 2 + 1).toBeLessThan(assumptions.requestsAnAct)
  })
})

const identity: HttpServices['identity'] = {
  verify: async () => undefined,
  signInBy: [],
  signIn: async () => undefined,
}

function requestFor(path: string, who: string): APIGatewayProxyEventV2 {
  const [rawPath = '', rawQueryString = ''] = `/api/${path}`.split('?')
  const http = { method: 'GET', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' }
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { authorization: `Bearer ${who}`, host: 'dondoc.example.com' },
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    requestContext: { http } as APIGatewayProxyEventV2['requestContext'],
    isBase64Encoded: false,
  }
}

function usd(lines: readonly Line[], name: PriceName): number {
  return lines.find(({ what }) => what === name)?.usd ?? 0
}

function bound(name: Cost['bounds'][number]['of']) {
  return cost.bounds.find(({ of }) => of === name)
}
