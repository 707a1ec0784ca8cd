/** How a function becomes one file: the options of esbuild, in one place for the stacks and for whoever measures them. */
import { readFileSync } from 'node:fs'

/** The major version of Node that functions run on: the project's own. */
export const nodeMajor = Number(readFileSync(new URL('../.nvmrc', import.meta.url), 'utf8'))

export const bundling = {
  target: `node${nodeMajor}`,
  // Packages that have both are smaller as modules.
  mainFields: ['module', 'main'],
  // What is CommonJS inside asks for `require`, which a module does not have.
  banner: "import{createRequire as __requireOf}from'node:module';const require=__requireOf(import.meta.url);",
  // Vietnamese as it is, not as \uXXXX: 40 KB less.
  charset: 'utf8',
  alias: {
    // A Lambda's credentials are in its environment: the chain of SSO, ini files and STS is 85 KB and 10 ms.
    '@aws-sdk/credential-provider-node': './functions/aws/lambdaCredentials.ts',
  },
} as const

/** What `#step` means in the bundle of one workflow step. */
export function stepAlias(step: string): { readonly '#step': string } {
  return { '#step': `./functions/steps/${step}.ts` }
}
