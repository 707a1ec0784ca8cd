import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const bootstrap = fileURLToPath(new URL('../../local/bootstrap.mjs', import.meta.url))

/** A stand-in for npm: empties node_modules, takes its time, fails when told to, and counts how often it ran. */
const npm = `
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')
console.log('added 1 package')
rmSync('node_modules', { recursive: true, force: true })
mkdirSync('node_modules')
await new Promise((resolve) => setTimeout(resolve, 200))
if (existsSync('no-network')) process.exit(7)
`

describe('the bootstrap', () => {
  let checkout: string
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'dondoc-bootstrap-'))
    mkdirSync(join(checkout, 'local'))
    copyFileSync(bootstrap, join(checkout, 'local/bootstrap.mjs'))
    writeFileSync(join(checkout, 'npm.mjs'), npm)
    lock({ 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } })
  })
  afterEach(() => rmSync(checkout, { recursive: true }))

  it('installs a fresh checkout, saying so on stderr alone', async () => {
    const { code, stdout, stderr } = await start()
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toMatch(/^Đang cài thư viện[\s\S]*added 1 package[\s\S]*Đã cài xong/)
    expect(installs()).toEqual([expect.stringMatching(/^ci --include=dev --include=optional /)])
  })

  it('says nothing when there is nothing to do', async () => {
    await start()
    expect(await start()).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(installs()).toHaveLength(1)
  })

  it('installs again for another lock file', async () => {
    await start()
    lock({ 'node_modules/zod': { version: '4.6.8', integrity: 'sha512-b' } })
    await start()
    expect(installs()).toHaveLength(2)
  })

  it('passes on the failure of npm, and starts over the next time', async () => {
    writeFileSync(join(checkout, 'no-network'), '')
    const { code, stderr } = await start()
    expect(code).toBe(1)
    expect(stderr).toContain('npm ci dừng với mã 7')
    expect(existsSync(join(checkout, '.installing'))).toBe(false)
    rmSync(join(checkout, 'no-network'))
    expect((await start()).code).toBe(0)
    expect(installs()).toHaveLength(2)
  })

  it('installs once when two scripts start together', async () => {
    const [one, other] = await Promise.all([start(), start()])
    expect([one.code, other.code]).toEqual([0, 0])
    expect(installs()).toHaveLength(1)
  })

  it('takes over from a script that was killed while it installed', async () => {
    const gone = spawn(process.execPath, ['--version'])
    await new Promise((resolve) => gone.on('close', resolve))
    writeFileSync(join(checkout, '.installing'), String(gone.pid))
    expect((await start()).code).toBe(0)
    expect(installs()).toHaveLength(1)
  })

  it('takes an install made by hand for what it is', async () => {
    installedByHand({ 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } })
    expect((await start()).code).toBe(0)
    expect(installs()).toHaveLength(0)
  })

  it('installs over what was made by hand from another lock file', async () => {
    installedByHand({ 'node_modules/zod': { version: '4.6.6', integrity: 'sha512-c' } })
    await start()
    expect(installs()).toHaveLength(1)
  })

  function lock(packages: object): void {
    writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
  }

  function installedByHand(packages: object): void {
    mkdirSync(join(checkout, 'node_modules'))
    writeFileSync(join(checkout, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
  }

  function installs(): string[] {
    const log = join(checkout, 'npm.log')
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
  }

  function start(): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = spawn(process.execPath, [join(checkout, 'local/bootstrap.mjs')], {
      env: { ...process.env, npm_execpath: join(checkout, 'npm.mjs'), npm_node_execpath: process.execPath },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text
      })
    }
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
  }
})
