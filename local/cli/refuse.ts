/** How a command says no: a sentence per problem on stderr, and with --json the same problems as one document. */
import type { LocatedProblem } from '../programme/yaml.ts'
import type { Context, Terminal } from './command.ts'

/** A problem with a code and its sentence; with its place, where a file is at fault. */
export type Problem = { readonly code: string; readonly sentence: string } | Found

/** A problem of a file, which is named as the person named it. */
export type Found = LocatedProblem & { readonly file: string }

/** Answers the exit code. */
export function refuse(problems: readonly Problem[], context: Pick<Context, 'values' | 'out' | 'err'>): 1 {
  tellProblems(problems, context)
  if (context.values['json'] === true) context.out(JSON.stringify({ problems }, null, 2))
  return 1
}

/** One line a problem; where it has a place, as compilers write it. */
export function tellProblems(problems: readonly Problem[], { err }: Pick<Terminal, 'err'>): void {
  for (const problem of problems) {
    const place = 'file' in problem ? `${problem.file}:${problem.line}:${problem.column}: ` : ''
    err(place + problem.sentence)
  }
}
