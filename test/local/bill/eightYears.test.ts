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
      letters: result.digests,
      lines: result.reminders,
      transitions: result.transitions,
      executions: result.executions,
      acts: result.checks['peopleAreUnderstood'],
    })
  })

  it('cost less than a dollar beside the letters, which cost what letters cost', () => {
    expect(usd(cost.use.lines, 'letter')).toBeCloseTo(result.digests / 10_000, 6)
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
    expect(cost.usd).toBeLessThan(1.5)
  })

  it('would have cost more by each of the designs that come to mind first, for a country with free tiers too', () => {
    for (const { design, usdWithoutFreeTiers, country } of cost.naive) {
      expect(usdWithoutFreeTiers, design).toBeGreaterThan(cost.usdWithoutFreeTiers)
      expect(country?.usd, design).toBeGreaterThan(cost.country?.usd ?? 0)
    }
  })
})

describe('a visit to the pages', () => {
  const everybody = [
    'session/choices',
    'session',
    'programmes',
    'agencies',
    'calendar',
    'clock',
    'programmes/28-ctrhd-tu/documents?limit=200',
    'programmes/28-ctrhd-tu/clauses',
  ]
  it.each([
    {
      who: 'chuyen-vien-van-phong',
      own: [
        'programmes/28-ctrhd-tu/tasks?state=open&limit=200',
        'programmes/28-ctrhd-tu/tasks?state=submitted&limit=200',
        'programmes/28-ctrhd-tu/counts',
      ],
    },
    {
      who: 'chuyen-vien-so-y-te',
      own: [
        'agencies/so-y-te/tasks?which=open&limit=200',
        'agencies/so-y-te/contributions?limit=200',
        'tasks/TASK',
        'tasks/TASK/events?limit=30',
      ],
    },
  ])('of $who takes no more than a bill assumes', async ({ who, own }) => {
    const clock = movableClock(until)
    const people = readDemoPeople()
    if ('problems' in people) throw new Error(JSON.stringify(people.problems))
    await registerDemoPeople({ table, clock }, people)
    const used = meter()
    const faults: unknown[] = []
    const led = await table.query({ index: 'byAgency', pk: 'LEADS#so-y-te#open', limit: 1 })
    const { token } = await beginSession(table, who, {})
    const asked = [...everybody, ...own].map((path) => path.replace('TASK', String(led.items[0]?.value['id'])))
    // A process that has just been started, as the first request of a visit mostly finds.
    const services = { table: used.watch(table), clock, identity } as unknown as HttpServices
    const handler = apiHandler(services, { onFault: (fault) => faults.push(fault) })
    for (const path of asked) expect(await handler(requestFor(path, token)), path).toMatchObject({ statusCode: 200 })
    expect(faults).toEqual([])
    const nothing = { acts: 0, machines: [] }
    used.dayLived(until, () => nothing)
    const [{ readUnits, tableRequests } = { readUnits: 0, tableRequests: 0 }] = used.months(nothing)
    // Beside them the page itself, a style, a script, and what is sent in the end.
    expect(asked.length + 4).toBeLessThanOrEqual(assumptions.requestsAVisit)
    expect(readUnits).toBeLessThanOrEqual(assumptions.unitsReadAVisit)
    expect(tableRequests).toBeLessThanOrEqual(assumptions.tableRequestsAVisit)
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
