/**
 * The one word that checks everything: `npm run check`. Format, lint, types, dead code and tests; every step runs,
 * whatever the others said, so that one run shows all there is to mend. `npm run check -- --fix` formats first.
 *
 * Each step answers one line with its time, a failed one also what it said. The last line is the count:
 * `N passed, N failed`, where every test counts, and every other step as one.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))

if (import.meta.main) process.exitCode = await check(process.argv.slice(2))

async function check(args: string[]): Promise<0 | 1> {
  const { values } = parseArgs({ args, options: { fix: { type: 'boolean', default: false } } })
  const format = biome('check', '--linter-enabled=false')
  if (values.fix) await run([...format, '--write'])
  // Side by side, because each waits for the disk more than for a core; then the tests, which keep time, alone.
  const counts = await Promise.all([
    step('format', format),
    step('lint', biome('lint', '--error-on-warnings')),
    step('types', [tool('typescript/bin/tsc'), '--project', '.']),
    // The pages alone know a browser's types.
    step('page types', [tool('typescript/bin/tsc'), '--project', 'web']),
    step('dead code', [tool('knip/bin/knip.js')]),
  ])
  counts.push(await tests())
  const total = (of: keyof Count) => counts.reduce((sum, count) => sum + count[of], 0)
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''
  process.stdout.write(`${total('passed')} passed, ${total('failed')} failed${skipped}\n`)
  return total('failed') > 0 ? 1 : 0
}

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

async function step(name: string, args: readonly string[]): Promise<Count> {
  const outcome = await run(args)
  report(name, outcome, outcome.succeeded ? 'brief' : 'failed')
  return { passed: outcome.succeeded ? 1 : 0, failed: outcome.succeeded ? 0 : 1, skipped: 0 }
}

/** `npm test` itself, as the README gives it, with its result also in a file: counts come from there, not from text. */
async function tests(): Promise<Count> {
  const npm = process.env['npm_execpath']
  if (npm === undefined) throw new Error('Run this as `npm run check`: the tests are started by npm.')
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-check-'))
  try {
    const file = join(folder, 'tests.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const outcome = await run([npm, 'test', '--silent', '--', ...reporters])
    const count = countTests(textOf(file), outcome.succeeded)
    report('tests', outcome, count.failed > 0 ? 'failed' : process.env['CI'] ? 'whole' : 'brief')
    return count
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What Vitest's JSON report holds that we read. */
interface TestReport {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/**
 * Counts the tests of a run. A file that failed before its first test counts as one failure, and so does a run that
 * failed without naming a test (no report at all, an error outside every test): nothing red may add up to green.
 */
export function countTests(report: string | undefined, succeeded: boolean): Count {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numPendingTests, numTodoTests, testResults }: TestReport = JSON.parse(report)
  const failures = testResults.map(({ status, assertionResults }) => {
    const failedTests = assertionResults.filter((test) => test.status === 'failed').length
    return status === 'failed' ? Math.max(failedTests, 1) : failedTests
  })
  const failed = failures.reduce((total, count) => total + count, 0)
  return {
    passed: numPassedTests,
    failed: succeeded ? failed : Math.max(failed, 1),
    skipped: numPendingTests + numTodoTests,
  }
}

interface Outcome {
  readonly succeeded: boolean
  readonly output: string
  readonly seconds: number
}

/** Runs a program of node_modules on this Node: their shims in node_modules/.bin need a shell on Windows. */
function run(args: readonly string[]): Promise<Outcome> {
  const started = performance.now()
  // Colours would be escape sequences in the middle of a log.
  const { FORCE_COLOR: _, ...env } = process.env
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      output += text
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ succeeded: code === 0, output, seconds: (performance.now() - started) / 1000 }),
    )
  })
}

/** `whole` shows what a step said although it passed: a log on a build server is read after the fact. */
function report(name: string, { output, seconds }: Outcome, as: 'brief' | 'whole' | 'failed'): void {
  process.stdout.write(
    `${as === 'failed' ? 'FAILED' : 'ok    '} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s\n`,
  )
  if (as !== 'brief') process.stdout.write(`\n${output.trim()}\n\n`)
}

function biome(command: string, ...options: readonly string[]): string[] {
  return [tool('@biomejs/biome/bin/biome'), command, '--colors=off', '--max-diagnostics=100', ...options]
}

function tool(program: string): string {
  return join(root, 'node_modules', program)
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
