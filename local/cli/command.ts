/** What dondoc.ts asks of each command, and what it hands to it. */
import type { ParseArgsConfig } from 'node:util'

export interface Command {
  readonly name: string
  /** One line, for the list of commands. */
  readonly summary: string
  /** Usage, in several lines. */
  readonly help: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code: 0 done, 1 refused with a sentence per problem on stderr, 2 wrong usage. */
  readonly run: (context: Context) => Promise<number>
}

export interface Context {
  readonly values: { readonly [option: string]: string | boolean | readonly (string | boolean)[] | undefined }
  readonly positionals: readonly string[]
  /** Each writes the text and ends the line. */
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** A path as the person meant it, from where they stand. */
  readonly resolve: (path: string) => string
}
