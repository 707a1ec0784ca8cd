import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bundle, bundleAll, importMilliseconds } from '../../infra/bundles.ts'
import { bundle } from '../../infra/bundling.ts'
import { stepUses } from '../../infra/uses.ts'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-bundles-'))
let bundles: readonly Bundle[]

/** In KB: the functions that somebody waits for, each of which loads in a tenth of a second; those that nobody waits for. */
const mostBeside = {
  api: 600,
  programmes: 600,
  reading: 600,
  // The grammar's tables of words; whoever sends a document waits for more than a start.
  extractions: 620,
  trail: 600,
  files: 600,
  destructions: 600,
  links: 600,
  papers: 600,
  openapi: 300,
  pages: 60,
  startRound: 380,
  dailyCheck: 380,
  moveTime: 380,
  executionEnded: 440,
}

/** Of a step, whichever: none has the API with it. */
const mostOfAStep = 480

const most: Readonly<Record<string, number>> = {
  ...mostBeside,
  ...Object.fromEntries(Object.keys(stepUses).map((step) => [step, mostOfAStep])),
}

beforeAll(async () => {
  bundles = await bundleAll(folder)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the bundle of a function', () => {
  it('has a bound, whichever it is', () => {
    expect(Object.keys(most).toSorted()).toEqual(bundles.map(({ name }) => name).toSorted())
  })

  it.each(Object.entries(most))('%s has at most %i KB', (name, kilobytes) => {
    expect(named(name).bytes).toBeLessThanOrEqual(kilobytes * 1000)
  })

  it.each([
    'api',
    'programmes',
    'extractions',
    'reading',
    'trail',
    'files',
    'destructions',
    'links',
    'papers',
    'openapi',
  ])(
    '%s, for which somebody waits, loads in 100 ms',
    (name) => {
      expect(importMilliseconds(named(name), 5)).toBeLessThan(100)
    },
    60_000,
  )
})

const failed = 'ConditionalCheckFailed'

describe('a driver in a bundle', () => {
  const path = join(folder, 'drivers.mjs')
  beforeAll(() => bundle({ entry: '../../../test/infra/bundledDrivers' }, path, false))

  it.each([
    [
      'written',
      {
        __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
        CancellationReasons: [{ Code: failed }],
      },
      { committed: false, failed: [0] },
    ],
    ['started', { __type: 'com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists' }, 'alreadyExists'],
  ])('reads what the service refuses as one that is not: %s', async (ask, refusal, answer) => {
    expect(await askedOf(refusal, ask)).toEqual(answer)
  })

  it('tells a refusal that it does not know by the name that the service has for it', async () => {
    const refusal = { __type: 'com.amazonaws.swf.service.v2.model#ExecutionLimitExceeded', message: 'too many' }
    await expect(askedOf(refusal, 'started')).rejects.toMatchObject({ name: 'ExecutionLimitExceeded' })
  })

  /** What a driver makes of a service that answers everything by one refusal. */
  async function askedOf(refusal: object, ask: string): Promise<unknown> {
    const service = createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(refusal))
    }).listen(0, '127.0.0.1')
    await once(service, 'listening')
    try {
      const drivers = await import(pathToFileURL(path).href)
      return await drivers[ask](`http://127.0.0.1:${Object(service.address()).port}`)
    } finally {
      service.close()
      service.closeAllConnections()
    }
  }
})

describe('the reader of PDFs', () => {
  it('is in no bundle, and is asked for by the files and by what reads documents alone', () => {
    const asking = bundles.filter(({ path }) => readFileSync(path, 'utf8').includes('import("unpdf")'))
    expect(asking.map(({ name }) => name)).toEqual(['extractions', 'files'])
  })

  it('lies beside that one, where Node finds it', () => {
    execFileSync(process.execPath, ['infra/packageBeside.ts', folder])
    const asks = join(folder, 'asks.mjs')
    writeFileSync(asks, "process.stdout.write(typeof (await (await import('unpdf')).getResolvedPDFJS()).getDocument)")
    expect(execFileSync(process.execPath, [asks]).toString()).toBe('function')
  })
})

describe('the writer of Word files', () => {
  it('is in no bundle, and is asked for by the papers alone', () => {
    const asking = bundles.filter(({ path }) => readFileSync(path, 'utf8').includes('import("docx")'))
    expect(asking.map(({ name }) => name)).toEqual(['papers'])
  })

  it('lies beside that one, as one file, where Node finds it', () => {
    execFileSync(process.execPath, ['infra/wordBeside.ts', folder])
    const asks = join(folder, 'writes.mjs')
    writeFileSync(asks, "process.stdout.write(typeof (await import('docx')).Packer.toBuffer)")
    expect(execFileSync(process.execPath, [asks]).toString()).toBe('function')
  })
})

function named(name: string): Bundle {
  const found = bundles.find((bundle) => bundle.name === name)
  if (!found) throw new Error(`no bundle ${name}`)
  return found
}
