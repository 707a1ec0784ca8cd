/** How a function becomes one file: the options of esbuild, in one place for the stacks and for whoever measures them. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

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
  // It lies beside the one function that reads PDFs, and is loaded with the first: twice the weight of all the rest.
  external: ['unpdf'],
} as const

/** The command that lays a package beside a bundle, without its types: what was left out above, where it is wanted. */
export function besideCommand(name: (typeof bundling.external)[number], output: string): string {
  const inShell = (path: string) => path.replaceAll('\\', '/')
  const from = inShell(fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url)))
  const to = inShell(`${output}/node_modules/${name}`)
  const copy = `require('node:fs').cpSync('${from}','${to}',{recursive:true,filter:(path)=>!['types','.ts','.mts','.cts','.cjs'].some((end)=>path.endsWith(end))})`
  return `node -e "${copy}"`
}

/** What `#step` means in the bundle of one workflow step. */
export function stepAlias(step: string): { readonly '#step': string } {
  return { '#step': `./functions/steps/${step}.ts` }
}
