/**
 * Programme files as they lie on disk: YAML that people write by hand. Every problem is told at its line and column,
 * in Vietnamese, the parser's own included.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { AnsweredPlace } from '../../domain/programme/answers.ts'
import { checkIllustration, checkProgramme } from '../../domain/programme/check.ts'
import type { Illustration, Programme } from '../../domain/programme/schema.ts'
import { inFileOrder, type LocatedProblem, locate, readYaml } from './yaml.ts'

export type ReadProgramme =
  | {
      readonly programme: Programme
      readonly answered: readonly AnsweredPlace[]
      readonly warnings: readonly LocatedProblem[]
    }
  | { readonly problems: readonly LocatedProblem[] }

/** Reads and checks `programme.yaml`; problems come in the order of the file. Throws nothing that a file can cause. */
export function readProgramme(path: string): ReadProgramme {
  const file = readYaml(path)
  if ('problems' in file) return file
  const checked = checkProgramme(withText(file.raw, path))
  if (!('problems' in checked) && file.repeated.length === 0) {
    return { ...checked, warnings: locate(checked.warnings, file) }
  }
  const located = 'problems' in checked ? locate(checked.problems, file) : []
  return { problems: inFileOrder([...file.repeated, ...located]) }
}

/** The document's own words lie beside the file; a file that carries them itself keeps those. */
function withText(raw: unknown, path: string): unknown {
  const beside = join(dirname(path), 'document.txt')
  if (typeof raw !== 'object' || raw === null || Object.hasOwn(raw, 'text') || !existsSync(beside)) return raw
  return { ...raw, text: readFileSync(beside, 'utf8').replace(/^\uFEFF/, '') }
}

export type ReadIllustration =
  | { readonly illustration: Illustration }
  | { readonly problems: readonly LocatedProblem[] }

/** Reads and checks `assignments.demo.yaml`, beside the programme it illustrates. */
export function readIllustration(path: string, programme: Programme): ReadIllustration {
  const file = readYaml(path)
  if ('problems' in file) return file
  const checked = checkIllustration(file.raw, programme)
  if (!('problems' in checked) && file.repeated.length === 0) return checked
  const located = 'problems' in checked ? locate(checked.problems, file) : []
  return { problems: inFileOrder([...file.repeated, ...located]) }
}
