import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { bundleAll } from '../../../../infra/bundles.ts'

const html = '<!doctype html><title>Đôn đốc</title>'
const script = 'console.log("đôn đốc")'
const folder = mkdtempSync(join(tmpdir(), 'dondoc-pages-'))
let handler: (event: unknown) => Promise<APIGatewayProxyStructuredResultV2>

/** As it is deployed: the bundle, and beside it the pages as they were built. */
beforeAll(async () => {
  const [bundle] = await bundleAll(folder, ['pages'])
  mkdirSync(join(folder, 'pages', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'pages', 'index.html'), html)
  writeFileSync(join(folder, 'pages', 'assets', 'index-a1.js'), script)
  writeFileSync(join(folder, 'pages', 'assets', 'index-a1.js.br'), brotliCompressSync(script))
  ;({ handler } = await import(pathToFileURL(bundle?.path ?? '').href))
})
beforeEach(() => void vi.stubEnv('DONDOC_CONNECT_TO', 'https://tep.s3.ap-southeast-1.amazonaws.com'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each(['/', '/nhiem-vu/28-ctrhd-tu_II-2-3-11_2013', '/dang-nhap'])('%s shows the page', async (path) => {
  const { statusCode, headers, body } = await asked('GET', path)
  expect({ statusCode, body }).toEqual({ statusCode: 200, body: html })
  expect(headers?.['cache-control']).toBe('no-store')
})

it('lets the pages connect to the own origin and to the bucket, and to nothing else', async () => {
  const { headers } = await asked('GET', '/')
  const policy = String(headers?.['content-security-policy']).split('; ')
  expect(policy).toContain("connect-src 'self' https://tep.s3.ap-southeast-1.amazonaws.com")
  expect(policy.filter((one) => one.includes('https:'))).toHaveLength(1)
})

it('sends what was compressed when it was built to whoever can read it, and as it is to whoever cannot', async () => {
  const compressed = await handler(event('GET', '/assets/index-a1.js', { 'accept-encoding': 'gzip, br' }))
  expect(compressed.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': expect.stringContaining('immutable'),
  })
  expect(brotliDecompressSync(Buffer.from(compressed.body ?? '', 'base64')).toString()).toBe(script)
  expect((await asked('GET', '/assets/index-a1.js')).body).toBe(script)
})

it.each([
  ['GET', '/assets/khong-co.js', 404],
  ['POST', '/', 405],
])('%s %s is answered %i, with a sentence', async (method, path, status) => {
  const { statusCode, body } = await asked(method, path)
  expect(statusCode).toBe(status)
  expect(body).toMatch(/^\p{Lu}.*\.\n$/u)
})

it('HEAD is the head alone', async () => {
  expect(await handler(event('HEAD', '/'))).toMatchObject({ statusCode: 200, body: '', isBase64Encoded: false })
})

async function asked(method: string, path: string) {
  const answer = await handler(event(method, path))
  return { ...answer, body: Buffer.from(answer.body ?? '', 'base64').toString() }
}

function event(method: string, rawPath: string, headers: Readonly<Record<string, string>> = {}) {
  return { rawPath, headers, requestContext: { http: { method } } }
}
