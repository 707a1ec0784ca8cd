import { readdirSync, readFileSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { functionUses, stepUses } from '../../infra/uses.ts'

describe('what a step may do', () => {
  const named = readdirSync('workflows').flatMap((file) =>
    [...readFileSync(`workflows/${file}`, 'utf8').matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name),
  )
  const derived = usesOf([...new Set(named)].map((name) => `functions/steps/${name}.ts`))

  it('is in the table for every step that the workflows name, and for no other', () => {
    expect(Object.keys(stepUses).toSorted()).toEqual([...derived.keys()].toSorted())
  })

  it.each(Object.entries(stepUses))('%s: exactly what its sources ask of the ports', (name, uses) => {
    expect([...uses].toSorted()).toEqual(derived.get(name))
  })
})

/** What each function beside the steps runs, apart from opening its ports. */
const ran = {
  api: 'functions/http/workRoutes.ts',
  programmes: 'functions/http/programmeRoutes.ts',
  extractions: 'functions/http/extractions.ts',
  reading: 'functions/http/readingRoutes.ts',
  trail: 'functions/http/trail.ts',
  files: 'functions/http/files.ts',
  destructions: 'functions/http/destructions.ts',
  links: 'functions/http/links.ts',
  papers: 'functions/http/papers.ts',
  executionEnded: 'functions/steps/recordExecutionOutcome.ts',
  startRound: 'functions/steps/startRound.ts',
  dailyCheck: 'functions/steps/dailyCheck.ts',
  moveTime: 'functions/aws/livingDays.ts',
} as const satisfies Readonly<Record<keyof typeof functionUses, string>>

describe('what a function beside the steps may do', () => {
  it.each(Object.entries(functionUses))('%s: exactly what its sources ask of the ports that it opens', (name, uses) => {
    const entry = readFileSync(`functions/aws/lambda/${name}.ts`, 'utf8')
    const reached = [...usesOf([ran[name as keyof typeof ran]]).values()].flat()
    // The routes of files load the rules of cycles beside them, and are given no workflows to act upon.
    const open = reached
      .filter((use) => !use.startsWith('workflows.') || entry.includes('workflows()'))
      // In a demo the API shows letters with their links; on AWS it is given no keys.
      .filter((use) => !use.startsWith('linkKeys.') || entry.includes('links()'))
    expect([...uses].toSorted()).toEqual(open)
  })
})

/**
 * The methods of the ports that the code of each file calls, with all that it needs to load: esbuild leaves out every
 * function that nothing reaches, so that what remains is what may be called.
 */
function usesOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const { outputFiles } = buildSync({
    entryPoints: [...files],
    outdir: 'reached',
    bundle: true,
    write: false,
    packages: 'external',
    format: 'esm',
    platform: 'node',
  })
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/^.*\/|\.js$/g, ''), callsIn(text)]))
}

const ports = {
  table: /^(?:get|query|transact)$/,
  workflows: /^\w+$/,
  mailer: /^send$/,
  linkKeys: /^(?:named|made)$/,
  files: /^(?:whereToSend|inQuarantine|discard|keep|kept|destroy|whereToFetch)$/,
}

/** What the methods of the files are about. */
const ofFiles: Readonly<Record<string, string>> = {
  whereToSend: 'quarantine',
  inQuarantine: 'quarantine',
  discard: 'quarantine',
  destroy: 'destroy',
}

function callsIn(code: string): string[] {
  // esbuild numbers names that two files have.
  const calls = [...code.matchAll(/\b(table|workflows|mailer|linkKeys|files)\d*\.(\w+)\(/g)]
  const known = calls.filter(([, port, method = '']) => ports[port as keyof typeof ports].test(method))
  return [
    ...new Set(
      known.map(([, port, method = '']) => `${port}.${port === 'files' ? (ofFiles[method] ?? 'kept') : method}`),
    ),
  ].toSorted()
}
