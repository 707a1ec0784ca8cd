import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { s3Files } from '../../../functions/aws/files.ts'
import { type Stage, stageDestination, stageSource } from '../../../functions/aws/moving/ends.ts'
import { clockKey } from '../../../functions/aws/rehearsalTime.ts'
import { dynamoTable, tableDefinition } from '../../../functions/aws/table.ts'
import { realClock } from '../../../functions/clock.ts'
import { exportArchive } from '../../../functions/moving/exportArchive.ts'
import { importArchive, importFrom } from '../../../functions/moving/importArchive.ts'
import { moving } from '../../../functions/moving/manifest.ts'
import type { Item, Table } from '../../../functions/services.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { openWait } from '../../../functions/stores/cycleWaits.ts'
import { registersOf } from '../../../functions/stores/programmes.ts'
import { openFolder } from '../../../local/folder/folder.ts'
import { importIntoFolder } from '../../../local/folder/moving.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '../../contracts/dynamodbLocal.ts'
import { called, ended, started } from '../../local/cli/called.ts'
import { addScan, beginOfficeFolder, lived, livedInFolder, planCycle, scan, scanHash } from '../moving/rehearsed.ts'
import { type Bucket, bucketName, listeningBucket } from './bucket.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-moving-'))
afterAll(() => rmSync(place, { recursive: true }))

const quietly = () => {}

describe.skipIf(whyNoDynamoDbLocal !== undefined)(whyNoDynamoDbLocal ?? 'between folders and DynamoDB Local', () => {
  let local: DynamoDbLocal
  let bucket: Bucket
  /** A rehearsal whose plan is being drafted, with a file, and the archive of it; another of the time before the file. */
  const folder = join(place, 'data')
  const archive = join(place, 'goi')
  const another = join(place, 'goi-khac')

  beforeAll(async () => {
    ;[local, bucket] = await Promise.all([startDynamoDbLocal(), listeningBucket()])
    await livedInFolder(folder, '2013-01-11')
    expect(await called('export', '--data', folder, '--to', another)).toMatchObject({ code: 0 })
    await addScan(folder)
    expect(await called('export', '--data', folder, '--to', archive)).toMatchObject({ code: 0, err: '' })
  })
  afterAll(async () => {
    bucket?.close()
    await local?.stop()
  })

  const region = 'ap-southeast-1'

  async function newStage(tableName: string, kind: Stage['kind'] = 'demo'): Promise<Stage> {
    await local.client.send(new CreateTableCommand(tableDefinition(tableName)))
    return {
      tableName,
      table: dynamoTable({ client: local.client, tableName }),
      client: local.client,
      files: s3Files({ client: bucket.client, bucket: bucketName }),
      kind,
      clock: realClock(),
    }
  }

  const movedInto = (stage: Stage, from = archive) =>
    importFrom(from, [], (one) => importArchive(one, stageDestination(stage), quietly), quietly)
  const movedOut = async (stage: Stage, to: string) => exportArchive(await stageSource(stage), join(place, to), quietly)

  it('a rehearsal moves with an open wait, goes on there, moves back, and lives to its end without a violation', async () => {
    const stage = await newStage('there-and-back')
    expect(await movedInto(stage)).toMatchObject({ kind: 'demo', files: 1 })
    expect([...bucket.objects.keys()]).toEqual([`kept/${scanHash}`])
    const before = await cycleById(stage.table, planCycle)
    expect(before?.stage.name).toBe('drafting')
    expect(await openWait(stage.table, planCycle)).toBeUndefined()

    const there = openStore(':memory:')
    expect(await lived(stage.table, there, '2013-01-21')).toMatchObject({ violations: [] })
    there.close()
    const meanwhile = await cycleById(stage.table, planCycle)
    expect(meanwhile?.stage.name).not.toBe('drafting')
    expect(await openWait(stage.table, planCycle)).toBeDefined()

    // The rehearsal moved its own clock; the stage's stands there too.
    const stands = await stage.table.get({ pk: 'FOLDER', sk: 'CLOCK' })
    await stage.table.transact([{ put: { key: clockKey, value: { version: 2, at: stands?.value['at'] ?? '' } } }])
    expect(await movedOut(stage, 'goi-ve')).toMatchObject({ kind: 'demo', files: 1 })
    const back = join(place, 've')
    await importFrom(join(place, 'goi-ve'), [], (one) => importIntoFolder(one, back, quietly), quietly)
    expect(readFileSync(join(back, 'files/kept', scanHash.slice(0, 2), scanHash))).toEqual(scan)

    const end = await livedInFolder(back, '2013-04-12')
    expect(end.violations).toEqual([])
    expect(end.cycles).toMatchObject([{ id: planCycle, outcome: 'issued' }])
    expect(await called('verify', '--data', back)).toMatchObject({ code: 0, err: '' })
  })

  it('what comes out of a table is byte for byte what went in', async () => {
    const stage = await newStage('same')
    await movedInto(stage)
    await movedOut(stage, 'goi-same')
    expect(itemsIn('goi-same').equals(itemsIn('goi'))).toBe(true)
    expect(await stage.table.get(moving)).toBeUndefined()
  })

  it('a table in which anything happened is refused and stays as it was', async () => {
    const stage = await newStage('taken')
    await movedInto(stage)
    const before = await allOf(stage)
    await expect(movedInto(stage)).rejects.toMatchObject({ code: 'notEmpty' })
    expect(await allOf(stage)).toEqual(before)
  })

  it('the rounds of a stage that nobody has used make room', async () => {
    const stage = await newStage('unused')
    const round: Item = { key: { pk: 'ROUNDS', sk: '2026-11-24' }, value: { day: '2026-11-24', state: 'done' } }
    await stage.table.transact([{ put: round }])
    await movedInto(stage)
    expect(await stage.table.get(round.key)).toBeUndefined()
  })

  it.each([1, 3])(
    'an import that stopped after %i transactions goes on, and no other takes its place',
    async (most) => {
      const stage = await newStage(`cut-off-${most}`)
      const stopped = { ...stage, table: stoppingAfter(most, stage.table) }
      await expect(movedInto(stopped)).rejects.toThrow('stopped')
      expect(await stage.table.get({ pk: 'REGISTERS', sk: 'REVISION' })).toBeUndefined()
      await expect(movedInto(stage, another)).rejects.toMatchObject({ code: 'importUnderWay' })
      await expect(movedOut(stage, 'goi-nua')).rejects.toMatchObject({ code: 'importUnderWay' })
      await movedInto(stage)
      await movedOut(stage, `goi-cut-off-${most}`)
      expect(itemsIn(`goi-cut-off-${most}`).equals(itemsIn('goi'))).toBe(true)
    },
  )

  it('whoever writes while it is taken out is noticed, and nothing is left that looks like an archive', async () => {
    const stage = await newStage('busy')
    await movedInto(stage)
    const draft: Item = { key: { pk: 'DRAFT#x', sk: 'STATE' }, value: { text: 'đang viết' } }
    let reads = 0
    const table: Table = {
      ...stage.table,
      async query(query) {
        reads += 1
        if (reads === 40) await stage.table.transact([{ put: draft }])
        return stage.table.query(query)
      },
    }
    await expect(movedOut({ ...stage, table }, 'goi-busy')).rejects.toMatchObject({ code: 'changedWhileExporting' })
    expect(readdirSync(place).filter((name) => name.startsWith('goi-busy'))).toEqual([])
  })

  it('whoever writes while it is taken in is noticed before anybody can sign in, and the next run mends it', async () => {
    const stage = await newStage('disturbed')
    const disturbed: Table = {
      ...stage.table,
      async transact(writes) {
        const outcome = await stage.table.transact(writes)
        if (writes.length > 2) await stage.table.transact([{ put: round }])
        return outcome
      },
    }
    const round: Item = { key: { pk: 'ROUNDS', sk: '2026-11-24' }, value: { day: '2026-11-24', state: 'done' } }
    const refused = expect(movedInto({ ...stage, table: disturbed })).rejects
    await refused.toMatchObject({ code: 'changedWhileImporting' })
    expect(await stage.table.query({ pk: 'PEOPLE', limit: 1 })).toEqual({ items: [] })
    await movedInto(stage)
    expect(await stage.table.get(round.key)).toBeUndefined()
  })

  it('an office moves to a stage and back, without the first password that was to begin a session', async () => {
    const [begun, back] = [join(place, 'co-quan'), join(place, 'co-quan-ve')]
    await beginOfficeFolder(begun)
    await called('export', '--data', begun, '--to', join(place, 'goi-co-quan'))
    const stage = await newStage('office', 'office')
    expect(await movedInto(stage, join(place, 'goi-co-quan'))).toMatchObject({ kind: 'office' })
    expect(await movedOut(stage, 'goi-co-quan-ve')).toMatchObject({ kind: 'office' })
    expect(await called('import-data', join(place, 'goi-co-quan-ve'), '--data', back)).toMatchObject({ code: 0 })
    const folder = await openFolder(back, { readOnly: true })
    expect([...(await registersOf(folder.table)).people.keys()]).toEqual(['quan-tri'])
    expect(await folder.table.get({ pk: 'ACCOUNT#quan-tri', sk: 'FIRST' })).toBeUndefined()
    folder.close()
  })

  it('a demo goes to a stage that rehearses alone, and comes out of it as a demo alone', async () => {
    const office = await newStage('real', 'office')
    await expect(movedInto(office)).rejects.toMatchObject({ code: 'demoIntoOffice' })
    expect(await allOf(office)).toEqual([])
    await expect(movedOut({ ...office, kind: 'demo' }, 'goi-real')).rejects.toMatchObject({ code: 'noRehearsal' })
    const rehearsal = await newStage('rehearsing')
    await movedInto(rehearsal)
    const asOffice = movedOut({ ...rehearsal, kind: 'office' }, 'goi-rehearsing')
    await expect(asOffice).rejects.toMatchObject({ code: 'rehearsalUnsaid' })
  })

  describe('by the command line, in a process of its own', () => {
    const onAws = (...args: string[]) =>
      ended(
        started(args, {
          env: {
            AWS_REGION: region,
            AWS_ACCESS_KEY_ID: 'local',
            AWS_SECRET_ACCESS_KEY: 'local',
            AWS_ENDPOINT_URL_DYNAMODB: local.endpoint,
            AWS_ENDPOINT_URL_S3: bucket.endpoint,
          },
        }),
      )
    const where = (table: string) => ['--table', table, '--bucket', bucketName, '--rehearsal']

    it('goes in and comes out', { timeout: 60_000 }, async () => {
      const { tableName } = await newStage('command-line')
      const into = await onAws('import-data', archive, ...where(tableName))
      expect(into).toMatchObject({ code: 0, err: '' })
      expect(into.out).toMatch(/^Đã nhập vào bảng command-line và kho tệp dondoc-files: [\d.]+ bản ghi/)
      const out = await onAws('export', '--to', join(place, 'goi-lenh'), ...where(tableName), '--json')
      expect(out).toMatchObject({ code: 0, err: '' })
      expect(JSON.parse(out.out)).toMatchObject({ kind: 'demo', files: 1 })
      expect(itemsIn('goi-lenh').equals(itemsIn('goi'))).toBe(true)
    })

    it.each([
      [
        'a table that is not there',
        ['--table', 'khong-co', '--bucket', bucketName, '--rehearsal'],
        'Không có bảng khong-co',
      ],
      [
        'a demo into an office',
        ['--table', 'command-line', '--bucket', bucketName],
        'không bao giờ thành dữ liệu của cơ quan',
      ],
    ])('%s is refused with a sentence', async (_, options, says) => {
      const { code, out, err } = await onAws('import-data', archive, ...options)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain(says)
    })
  })
})

function itemsIn(name: string): Buffer {
  return readFileSync(join(place, name, 'items.jsonl.gz'))
}

async function allOf(stage: Stage): Promise<readonly Item[]> {
  return Array.fromAsync(stageDestination(stage).items())
}

function stoppingAfter(most: number, table: Table): Table {
  let done = 0
  return {
    ...table,
    async transact(writes) {
      done += 1
      if (done > most) throw new Error('stopped')
      return table.transact(writes)
    },
  }
}
