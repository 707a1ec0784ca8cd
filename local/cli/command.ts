/** What main.ts asks of each command, and what it hands to it. */
import type { ParseArgsConfig } from 'node:util'

export interface Command {
  /** Usage, in several lines; the first says how it is called. */
  readonly help: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code: 0 done, 1 refused with a sentence per problem on stderr, 2 wrong usage. */
  readonly run: (context: Context) => Promise<number>
}

export interface Context extends Terminal {
  readonly values: Values
  readonly positionals: readonly string[]
}

export interface Values {
  readonly [option: string]: string | boolean | readonly (string | boolean)[] | undefined
}

/** Where the person stands, and how to speak to them. */
export interface Terminal {
  /** Each writes the text and ends the line. */
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Shows a line in the place of the one before; absent where nobody is watching. An empty line takes it away. */
  readonly progress?: (line: string) => void
  /** A path as the person meant it, from where they stand. */
  readonly resolve: (path: string) => string
}
