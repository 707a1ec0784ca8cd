/**
 * The house rules, as questions to a tree of files. Each answers the places that break it, one sentence a place;
 * an empty answer is a clean house. The tree is a value, so that a test can show each rule a house that breaks it.
 */
import { posix } from 'node:path'
import { codeOf, type Import, importsOf, lineAt } from './sourceText.ts'

/** Path from the repository's root, with forward slashes, to the text of the file. */
export type Tree = ReadonlyMap<string, string>

export type HouseRule = (tree: Tree) => string[]

export const houseRules = {
  'a layer imports only the layers below it': layersLookDown,
  'aws-cdk-lib is for infra, the AWS SDK for functions/aws, and domain has zod/mini alone': packagesStayInTheirLayer,
  'domain is synchronous and pure': domainIsPure,
  'an import inside the repository names a file that exists, with its suffix': importsResolve,
  'no two files need each other to load, directly or in a circle': noImportCycles,
  'no folder is a place to put things without deciding what they are': foldersSayWhatTheyHold,
  'a long file says why it is long': filesAreShort,
  'programmes holds data only': programmesAreData,
  'the lock file names no registry': lockNamesNoRegistry,
  'package.json names exact versions': versionsAreExact,
  'the repository speaks of the product alone': textSpeaksOfTheProduct,
} satisfies Record<string, HouseRule>

/** What each layer may import of the repository; a test may import anything, and nothing imports a test. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain/'],
  functions: ['functions/', 'domain/'],
  local: ['local/', 'functions/', 'domain/'],
  web: ['web/', 'domain/'],
  infra: ['infra/', 'functions/env.ts'],
}

function layersLookDown(tree: Tree): string[] {
  return internalImports(tree).flatMap(({ from, to, line }) => {
    const allowed = mayImport[layerOf(from)]
    if (allowed === undefined) return []
    const fits =
      allowed.some((place) => to.startsWith(place)) && !(layerOf(from) === 'local' && to.startsWith('functions/aws/'))
    return fits ? [] : [`${from}:${line} imports ${to}: ${layerOf(from)} may import ${allowed.join(' and ')}`]
  })
}

function packagesStayInTheirLayer(tree: Tree): string[] {
  return imports(tree)
    .filter(({ from, specifier }) => layerOf(from) in mayImport && !specifier.startsWith('.'))
    .flatMap(({ from, specifier, line }) => {
      const place = `${from}:${line} imports ${specifier}`
      if (layerOf(from) === 'domain' && specifier !== 'zod/mini') return [`${place}: domain imports only zod/mini`]
      if (/^(?:aws-cdk-lib|constructs|cdk-nag)(?:\/|$)/.test(specifier) && layerOf(from) !== 'infra') {
        return [`${place}: the CDK is for infra`]
      }
      if (/^@(?:aws-sdk|smithy)\//.test(specifier) && !from.startsWith('functions/aws/')) {
        return [`${place}: the AWS SDK is for functions/aws`]
      }
      return []
    })
}

const impurities: readonly { readonly pattern: RegExp; readonly does: string }[] = [
  { pattern: /\b(?:async|await)\b|\bimport\s*\(/g, does: 'waits' },
  { pattern: /(?<![.\w])(?:Promise|setTimeout|setInterval|setImmediate|queueMicrotask)\b(?=\s*[.(<])/g, does: 'waits' },
  // Date.parse and Date.UTC are arithmetic; every other use of Date knows what time it is, or where it runs.
  { pattern: /(?<![.\w])Date\b(?=\s*[.(])(?!\s*\.\s*(?:parse|UTC)\b)|\bnew\s+Date\b/g, does: 'reads the clock' },
  { pattern: /(?<![.\w])(?:performance|Temporal)\b(?=\s*\.)/g, does: 'reads the clock' },
  { pattern: /\bMath\s*\.\s*random\b|(?<![.\w])crypto\b(?=\s*\.)/g, does: 'rolls dice' },
  {
    pattern: /(?<![.\w])(?:process|globalThis|navigator|console)\b(?=\s*[.[])|\bimport\s*\.\s*meta\b/g,
    does: 'looks at the environment',
  },
  { pattern: /(?<![.\w])(?:fetch|require)\b(?=\s*\()/g, does: 'looks at the environment' },
]

function domainIsPure(tree: Tree): string[] {
  return sources(tree)
    .filter(([path]) => layerOf(path) === 'domain')
    .flatMap(([path, text]) => {
      const code = codeOf(text)
      return impurities.flatMap(({ pattern, does }) =>
        [...code.matchAll(pattern)].map(({ 0: word, index }) => `${path}:${lineAt(code, index)} ${does}: ${word}`),
      )
    })
}

function importsResolve(tree: Tree): string[] {
  return internalImports(tree)
    .filter(({ to }) => !tree.has(to))
    .map(({ from, specifier, line }) => `${from}:${line} imports ${specifier}, which is not a file`)
}

function noImportCycles(tree: Tree): string[] {
  const importsByFile = new Map<string, string[]>()
  for (const { from, to, typeOnly } of internalImports(tree)) {
    if (typeOnly) continue
    importsByFile.set(from, [...(importsByFile.get(from) ?? []), to])
  }
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const seenAt = path.indexOf(file)
    if (seenAt >= 0) cycles.push([...path.slice(seenAt), file].join(' imports '))
    if (seenAt >= 0 || done.has(file)) return
    for (const imported of importsByFile.get(file) ?? []) visit(imported, [...path, file])
    done.add(file)
  }
  for (const file of importsByFile.keys()) visit(file, [])
  return cycles
}

const emptyNames = ['src', 'lib', 'utils', 'shared', 'common', 'types', 'helpers']

function foldersSayWhatTheyHold(tree: Tree): string[] {
  const folders = new Set([...tree.keys()].flatMap((path) => foldersOf(path)))
  return [...folders]
    .filter((folder) => emptyNames.includes(posix.basename(folder).toLowerCase()))
    .map((folder) => `${folder}/ says nothing of what it holds; put each thing beside its only user`)
}

function foldersOf(path: string): string[] {
  const folder = posix.dirname(path)
  return folder === '.' ? [] : [folder, ...foldersOf(folder)]
}

const longestFile = 500

/** A file may be longer with a reason that a reader would accept: path to reason. */
const longFiles: Readonly<Record<string, string>> = {}

function filesAreShort(tree: Tree): string[] {
  const long = sources(tree)
    .filter(([path]) => layerOf(path) in mayImport)
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > longestFile)
  const unexplained = long
    .filter(({ path }) => !(path in longFiles))
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${longestFile}: divide it, or give the reason`)
  const stale = Object.keys(longFiles)
    .filter((path) => tree.has(path) && !long.some((file) => file.path === path))
    .map((path) => `${path} is excused for its length and is not long`)
  return [...unexplained, ...stale]
}

function programmesAreData(tree: Tree): string[] {
  return [...tree.keys()]
    .filter((path) => path.startsWith('programmes/') && !/\.(?:ya?ml|json|md|txt|csv|docx|pdf|xlsx)$/.test(path))
    .map((path) => `${path} is not data`)
}

function lockNamesNoRegistry(tree: Tree): string[] {
  return matches(tree, 'package-lock.json', /"resolved": *"[^"]*"/g).map(
    (place) => `${place} ties the install to one registry`,
  )
}

function versionsAreExact(tree: Tree): string[] {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(
    tree.get('package.json') ?? '{}',
  )
  return leaves({ ...dependencies, ...devDependencies, ...optionalDependencies, overrides: overrides ?? {} })
    .filter(([, version]) => !/^(?:npm:.+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => `package.json asks for ${name} ${version}: name the exact version`)
}

/** The texts of an object of texts, however deep, each with its name. */
function leaves(object: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(object).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? leaves({ ...value })
      : [[name, String(value)] satisfies [string, string]],
  )
}

const foreignWords: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  { pattern: /(?<![\w./}])\/(?:work|tmp|root|home)\/[\w.-]*/g, says: 'is a path of one machine' },
  {
    pattern: /[\w.+-]+@(?!(?:[\w-]+\.)*example\.com\b)(?:[\w-]+\.)+[a-z]{2,}\b/gi,
    says: 'is an address outside example.com',
  },
  { pattern: /\b(?:TO[D]O|FIX[M]E)\b/g, says: 'is a promise nobody keeps: do it, or write down why not' },
]

function textSpeaksOfTheProduct(tree: Tree): string[] {
  return [...tree]
    .filter(([path, text]) => path !== 'package-lock.json' && !text.includes('\0'))
    .flatMap(([path]) =>
      foreignWords.flatMap(({ pattern, says }) => matches(tree, path, pattern).map((place) => `${place} ${says}`)),
    )
}

/** Each place of a file where a pattern matches, as `path:line words`. */
function matches(tree: Tree, path: string, pattern: RegExp): string[] {
  const text = tree.get(path) ?? ''
  return [...text.matchAll(pattern)].map(({ 0: words, index }) => `${path}:${lineAt(text, index)} ${words}`)
}

interface TreeImport extends Import {
  readonly from: string
}

function imports(tree: Tree): TreeImport[] {
  return sources(tree).flatMap(([from, text]) => importsOf(text).map((found) => ({ from, ...found })))
}

function internalImports(tree: Tree): (TreeImport & { readonly to: string })[] {
  return imports(tree)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map((found) => ({ ...found, to: posix.join(posix.dirname(found.from), found.specifier) }))
}

function sources(tree: Tree): [string, string][] {
  return [...tree].filter(([path]) => /\.(?:ts|tsx|mjs|js)$/.test(path))
}

function layerOf(path: string): string {
  return path.split('/', 1)[0] ?? ''
}
