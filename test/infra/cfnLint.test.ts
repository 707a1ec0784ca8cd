import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cfnLint, findingsIn } from './cfnLint.ts'
import { careful, city, office, rehearsal } from './stages.ts'

const found = await cfnLint()
const program = 'program' in found ? found.program : ''

// On a build server everything is looked at; elsewhere the reason stands in the name of what was left out.
it.runIf(process.env['CI'])('cfn-lint is to be had', () => {
  expect(found).toEqual({ program })
})

describe.skipIf('missing' in found)(`cfn-lint${'missing' in found ? ` (${found.missing})` : ''}`, () => {
  it('finds nothing in any stage', { timeout: 120_000 }, async () => {
    const templates = [office, rehearsal, city, careful].flatMap(({ folder }) => globSync(`${folder}/*.template.json`))
    expect(templates).toHaveLength(12)
    expect(await findingsIn(program, templates)).toEqual([])
  })

  it('would find what CloudFormation does not know', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dondoc-lint-'))
    const path = join(folder, 'wrong.json')
    writeFileSync(path, JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Delay: 1 } } } }))
    const findings = await findingsIn(program, [path])
    rmSync(folder, { recursive: true })
    expect(findings.join()).toContain("'Delay' was unexpected")
  })
})
