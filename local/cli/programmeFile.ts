/** The programme file that a command is given, with the illustration beside it. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { AnsweredPlace } from '../../domain/programme/answers.ts'
import type { Illustration, Programme } from '../../domain/programme/schema.ts'
import { readIllustration, readProgramme } from '../programme/file.ts'
import type { LocatedProblem } from '../programme/yaml.ts'
import type { Terminal } from './command.ts'
import { type Found, tellProblems } from './refuse.ts'

export type ProgrammeFile =
  | {
      readonly programme: Programme
      readonly answered: readonly AnsweredPlace[]
      readonly illustration?: Illustration
    }
  | { readonly problems: readonly Found[] }

/**
 * Reads `programme.yaml` and, where it is wanted and there, `assignments.demo.yaml` in the same folder. What is no error
 * but should be known is told on the way.
 */
export function readProgrammeFile(
  path: string,
  withDemo: boolean,
  { resolve, err }: Pick<Terminal, 'resolve' | 'err'>,
): ProgrammeFile {
  const read = readProgramme(resolve(path))
  if ('problems' in read) return { problems: inFile(path, read.problems) }
  tellProblems(inFile(path, read.warnings), { err })
  const demo = join(dirname(path), 'assignments.demo.yaml')
  if (!withDemo || !existsSync(resolve(demo))) return read
  const beside = readIllustration(resolve(demo), read.programme)
  return 'problems' in beside ? { problems: inFile(demo, beside.problems) } : { ...read, ...beside }
}

export function inFile(file: string, problems: readonly LocatedProblem[]): readonly Found[] {
  return problems.map((problem) => ({ file, ...problem }))
}
