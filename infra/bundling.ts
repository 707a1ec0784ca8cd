/** How a function becomes one file, in one place for the stacks and for whoever measures them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'

/** The major version of Node that functions run on: the project's own. */
export const nodeMajor = Number(readFileSync(new URL('../.nvmrc', import.meta.url), 'utf8'))

/** A file in functions/aws/lambda, without `.ts`, and what names mean in it: `#step`. */
export interface Entry {
  readonly entry: string
  readonly alias?: Readonly<Record<string, string>>
}

/** What `#step` means in the bundle of one workflow step. */
export function stepAlias(step: string): { readonly '#step': string } {
  return { '#step': `./functions/steps/${step}.ts` }
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Writes the bundle of an entry, and its source map where one is wanted. */
export async function bundle({ entry, alias = {} }: Entry, outfile: string, sourcemap: boolean): Promise<void> {
  await build({
    ...options,
    entryPoints: [`functions/aws/lambda/${entry}.ts`],
    outfile,
    sourcemap,
    alias: { ...options.alias, ...alias },
  })
}

const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: `node${nodeMajor}`,
  sourcesContent: false,
  logLevel: 'warning',
  // Packages that have both are smaller as modules.
  mainFields: ['module', 'main'],
  // What is CommonJS inside asks for `require`, which a module does not have.
  banner: {
    js: "import{createRequire as __requireOf}from'node:module';const require=__requireOf(import.meta.url);",
  },
  // Vietnamese as it is, not as \uXXXX: 40 KB less.
  charset: 'utf8',
  alias: {
    // A Lambda's credentials are in its environment: the chain of SSO, ini files and STS is 85 KB and 10 ms.
    '@aws-sdk/credential-provider-node': './functions/aws/lambdaCredentials.ts',
    // Nothing of ours streams events: 20 KB.
    '@smithy/core/event-streams': './functions/aws/noEventStreams.ts',
    // Endpoints are not discovered but known by their region: 8 KB.
    '@aws-sdk/endpoint-cache': './functions/aws/noEndpointDiscovery.ts',
  },
  // Each lies beside the function that reads PDFs or writes Word files, and is loaded with the first.
  external: ['unpdf', 'docx'],
  plugins: [oneCore(), schemasApart(), versionsAlone()],
} satisfies BuildOptions

/** Packages of the SDK bring patch versions of its core of their own: one does for all, 24 KB less where files are kept. */
function oneCore(): Plugin {
  return {
    name: 'oneCore',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^@aws-sdk\/core(\/|$)/ }, ({ path, kind, importer }) =>
        importer.includes('node_modules') ? resolve(path, { kind, resolveDir: root, importer: '' }) : undefined,
      )
    },
  }
}

/**
 * A client's schemas of all its operations stand in one file, as values whose keys are computed of constants, which
 * esbuild does not dare to leave out. With the constants in their place only the operations that are asked for remain:
 * 55 KB less where files are kept. The same file registers every exception of the service: one that no driver imports
 * is thrown as the service's own, under its name all the same, and 17 KB are left out.
 */
function schemasApart(): Plugin {
  const named = importedOfTheSdk()
  return {
    name: 'schemasApart',
    setup({ onLoad }) {
      onLoad({ filter: /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        const constants = new Map(
          [...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]),
        )
        const contents = source
          .replace(/\[(_\w+)\]:/g, (key, name: string) => {
            const text = constants.get(name)
            return text === undefined ? key : `${text}:`
          })
          .replace(/^n\d+_registry\.registerError\(\w+\$, (\w+)\);$/gm, (registration, name: string) =>
            named.has(name) ? registration : '',
          )
        return { contents, loader: 'js' }
      })
    },
  }
}

/** What the drivers import of the SDK's clients: an exception that is not among it is known by its name alone. */
function importedOfTheSdk(): ReadonlySet<string> {
  const folder = join(root, 'functions', 'aws')
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  const imports = sources.flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/^import (?:type )?\{([^}]*)\} from '@aws-sdk\//gm),
  ])
  return new Set(imports.flatMap(([, names = '']) => names.split(',').map((name) => name.trim())))
}

/** A client says its version in each request, and has its whole package.json with it for that. */
function versionsAlone(): Plugin {
  return {
    name: 'versionsAlone',
    setup({ onLoad }) {
      onLoad({ filter: /@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/ }, ({ path }) => {
        const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'))
        return { contents: JSON.stringify({ version }), loader: 'json' }
      })
    },
  }
}

/** `node infra/bundling.ts FOLDER ENTRY-AS-JSON`: what a synth starts for each function, since it cannot wait itself. */
if (import.meta.main) {
  const [folder = '', entry = ''] = process.argv.slice(2)
  await bundle(JSON.parse(entry), join(folder, 'index.mjs'), true)
}
