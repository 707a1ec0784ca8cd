/** cfn-lint, which knows what CloudFormation takes: from PyPI, in a folder of its own that git ignores. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const requirements = 'test/infra/requirements.txt'

/** The program, or why it is not to be had here. Only a build server fetches it; elsewhere what was fetched once is used. */
export async function cfnLint(): Promise<{ readonly program: string } | { readonly missing: string }> {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = join('node_modules', '.cache', 'cfn-lint', version)
  const [program, complete] = [join(folder, 'bin', 'cfn-lint'), join(folder, 'complete')]
  if (existsSync(complete)) return { program }
  if (!process.env['CI'])
    return { missing: 'cfn-lint is not here; CI=true npx vitest run test/infra/cfnLint.test.ts fetches it' }
  try {
    rmSync(folder, { recursive: true, force: true })
    await run(await python(), ['-m', 'venv', folder])
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps']
    await run(join(folder, 'bin', 'python'), [...install, '--requirement', requirements])
    writeFileSync(complete, '')
    return { program }
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) }
  }
}

async function python(): Promise<string> {
  for (const name of ['python3', '/usr/bin/python3']) {
    const hasVenv = await run(name, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).then(
      () => true,
      () => false,
    )
    if (hasVenv) return name
  }
  throw new Error('there is no Python 3.10 or newer with venv (on Debian: apt-get install python3-venv)')
}

/** What it finds wrong with templates, one a line. */
export async function findingsIn(program: string, templates: readonly string[]): Promise<readonly string[]> {
  // W3005: CDK says of each function that it depends on its role beside naming it, which does no harm.
  const options = ['--ignore-checks', 'W3005', '--format', 'parseable', '--']
  try {
    await run(program, [...options, ...templates])
    return []
  } catch (error) {
    // It exits with what it found; anything else is not its answer.
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : ''
    if (said === '') throw error
    return said.split('\n')
  }
}
