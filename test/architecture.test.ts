import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { houseRules, type Tree } from './architecture/houseRules.ts'
import { codeOf, importsOf } from './architecture/sourceText.ts'

type RuleName = keyof typeof houseRules

describe('the house', () => {
  const house = readTree(fileURLToPath(new URL('..', import.meta.url)))

  it.each(Object.entries(houseRules))('%s', (_, rule) => {
    expect(rule(house)).toEqual([])
  })
})

describe('each rule names what breaks it', () => {
  const broken: readonly { rule: RuleName; files: Record<string, string>; says: string }[] = [
    {
      rule: 'a layer imports only the layers below it',
      files: { 'domain/task.ts': "import { openTable } from '../functions/stores/tasks.ts'" },
      says: 'domain/task.ts:1 imports functions/stores/tasks.ts: domain may import domain/',
    },
    {
      rule: 'a layer imports only the layers below it',
      files: { 'functions/http/task.ts': "\nimport type { Clock } from '../../local/clock.ts'" },
      says: 'functions/http/task.ts:2 imports local/clock.ts',
    },
    {
      rule: 'a layer imports only the layers below it',
      files: { 'local/serve.ts': "export { table } from '../functions/aws/table.ts'" },
      says: 'local/serve.ts:1 imports functions/aws/table.ts',
    },
    {
      rule: 'a layer imports only the layers below it',
      files: { 'web/page.tsx': "import '../functions/env.ts'" },
      says: 'web/page.tsx:1 imports functions/env.ts',
    },
    {
      rule: 'a layer imports only the layers below it',
      files: { 'infra/app.ts': "const rules = await import('../domain/tasks.ts')" },
      says: 'infra/app.ts:1 imports domain/tasks.ts: infra may import infra/ and functions/env.ts',
    },
    {
      rule: 'a layer imports only the layers below it',
      files: { 'local/serve.ts': "import { aTask } from '../test/builders.ts'" },
      says: 'local/serve.ts:1 imports test/builders.ts',
    },
    {
      rule: 'aws-cdk-lib is for infra, the AWS SDK for functions/aws, and domain has zod/mini alone',
      files: { 'functions/stack.ts': "import { Stack } from 'aws-cdk-lib/core'" },
      says: 'functions/stack.ts:1 imports aws-cdk-lib/core: the CDK is for infra',
    },
    {
      rule: 'aws-cdk-lib is for infra, the AWS SDK for functions/aws, and domain has zod/mini alone',
      files: { 'functions/stores/tasks.ts': "import { PutCommand } from '@aws-sdk/lib-dynamodb'" },
      says: 'functions/stores/tasks.ts:1 imports @aws-sdk/lib-dynamodb: the AWS SDK is for functions/aws',
    },
    {
      rule: 'aws-cdk-lib is for infra, the AWS SDK for functions/aws, and domain has zod/mini alone',
      files: { 'domain/read.ts': "import { readFileSync } from 'node:fs'" },
      says: 'domain/read.ts:1 imports node:fs: domain imports only zod/mini',
    },
    ...[
      ['export async function due() {}', 'waits: async'],
      ['const task = await load()', 'waits: await'],
      ['return Promise.resolve(task)', 'waits: Promise'],
      ['setTimeout(remind, 1000)', 'waits: setTimeout'],
      ['const today = new Date()', 'reads the clock: new Date'],
      ['const now = Date.now()', 'reads the clock: Date'],
      ['const started = performance.now()', 'reads the clock: performance'],
      ['const text = `${Math.random()}`', 'rolls dice: Math.random'],
      ['const id = crypto.randomUUID()', 'rolls dice: crypto'],
      ["const zone = process.env['TZ']", 'looks at the environment: process'],
      ['console.log(task)', 'looks at the environment: console'],
    ].map(([text = '', says = '']) => ({
      rule: 'domain is synchronous and pure' as const,
      files: { 'domain/rule.ts': text },
      says: `domain/rule.ts:1 ${says}`,
    })),
    {
      rule: 'an import inside the repository names a file that exists, with its suffix',
      files: { 'domain/a.ts': "import { b } from './b'", 'domain/b.ts': '' },
      says: 'domain/a.ts:1 imports ./b, which is not a file',
    },
    {
      rule: 'no two files need each other to load, directly or in a circle',
      files: {
        'domain/a.ts': "import { b } from './b.ts'",
        'domain/b.ts': "import { c } from './deep/c.ts'",
        'domain/deep/c.ts': "import { type A, a } from '../a.ts'",
      },
      says: 'domain/a.ts imports domain/b.ts imports domain/deep/c.ts imports domain/a.ts',
    },
    {
      rule: 'no folder is a place to put things without deciding what they are',
      files: { 'functions/utils/dates.ts': '' },
      says: 'functions/utils/ says nothing',
    },
    {
      rule: 'a long file says why it is long',
      files: { 'domain/everything.ts': 'export {}\n'.repeat(501) },
      says: 'domain/everything.ts has 501 lines',
    },
    {
      rule: 'programmes holds data only',
      files: { 'programmes/28-ctrhd-tu/convert.ts': '' },
      says: 'programmes/28-ctrhd-tu/convert.ts is not data',
    },
    {
      rule: 'the lock file names no registry',
      files: { 'package-lock.json': '{ "resolved": "https://registry.npmjs.org/zod/-/zod-4.6.7.tgz" }' },
      says: 'ties the install to one registry',
    },
    {
      rule: 'package.json names exact versions',
      files: { 'package.json': '{ "dependencies": { "zod": "^4.6.7" } }' },
      says: 'package.json asks for zod ^4.6.7',
    },
    {
      rule: 'package.json names exact versions',
      files: { 'package.json': '{ "overrides": { "knip": { "oxc-parser": "npm:other@latest" } } }' },
      says: 'package.json asks for oxc-parser npm:other@latest',
    },
    // Cut in two, so that this file does not itself break the rule it shows.
    {
      rule: 'the repository speaks of the product alone',
      files: { 'docs/runbook.md': `Look into /${'tmp'}/dondoc` },
      says: `docs/runbook.md:1 /${'tmp'}/dondoc is a path of one machine`,
    },
    {
      rule: 'the repository speaks of the product alone',
      files: { 'programmes/one/assignments.demo.yaml': `office@${'hcm.gov.vn'}` },
      says: 'is an address outside example.com',
    },
    {
      rule: 'the repository speaks of the product alone',
      files: { 'local/serve.ts': `\n// ${'TO'}${'DO'}: later` },
      says: 'local/serve.ts:2',
    },
  ]

  it.each(broken)('$rule: $says', ({ rule, files, says }) => {
    expect(houseRules[rule](new Map(Object.entries(files))).join('\n')).toContain(says)
  })

  it('has an example of every rule', () => {
    expect(new Set(broken.map(({ rule }) => rule))).toEqual(new Set(Object.keys(houseRules)))
  })
})

describe('each rule lets pass what it should', () => {
  const sound: Tree = new Map([
    ['package.json', '{ "dependencies": { "zod": "4.6.7" }, "overrides": { "a": { "b": "npm:isexe@2.0.0" } } }'],
    ['package-lock.json', '{ "zod": { "version": "4.6.7", "funding": { "url": "https://example.com" } } }'],
    [
      'domain/days.ts',
      "import * as z from 'zod/mini'\nimport type { Task } from './task.ts'\nexport const at = Date.parse('2012-11-08T00:00:00Z')",
    ],
    ['domain/task.ts', "import type { Day } from './days.ts'\n// A comment may await the Date.now() it describes."],
    ['functions/aws/table.ts', "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'\nimport '../env.ts'"],
    ['functions/env.ts', "import { join } from 'node:path'"],
    ['infra/app.ts', "import { App } from 'aws-cdk-lib'\nimport { env } from '../functions/env.ts'"],
    ['local/serve.ts', "import { days } from '../domain/days.ts'\nimport '../functions/env.ts'"],
    ['programmes/one/programme.yaml', 'contact: office@pgd.example.com # seen at https://example.com/tmp/list'],
  ])

  it.each(Object.entries(houseRules))('%s', (_, rule) => {
    expect(rule(sound)).toEqual([])
  })
})

describe('reading source text', () => {
  it.each([
    ['a line comment', "a // import 'b'\nc", 'a c'],
    ['a block comment', 'a /* await\n*/ c', 'a c'],
    ['a string with an escaped quote', "f('it\\'s await', b)", "f(' ', b)"],
    ['a template, but not what it computes', '`await ${await f(`x ${y}`)} z` + a', '` ${await f(` ${y}`)} ` + a'],
    ['a template with a brace in what it computes', '`${{ a: 1 }.a} await` + a', '`${{ a: 1 }.a} ` + a'],
    ['a regular expression with a quote and a slash', "x = /['/]\\/await/g + 'b'", "x = + ' '"],
    ['a quote that never closes, to the end of its line', "it's\nawait", "it' await"],
  ])('blanks %s', (_, source, code) => {
    expect(codeOf(source).replace(/\s+/g, ' ')).toBe(code)
  })

  it('keeps every offset and line', () => {
    const source = "a /* b\n */ `c\n${d}` // e\nf('g') / /h/\n"
    expect(codeOf(source).length).toBe(source.length)
    expect(codeOf(source).replace(/[^\n]/g, '')).toBe('\n\n\n\n')
  })

  it('takes a slash after a value for a division', () => {
    expect(codeOf("total / count + ')' / 2")).toBe("total / count + ' ' / 2")
  })

  it.each([
    ["import { a, type B } from './a.ts'", './a.ts'],
    ["import\n  type {\n  A,\n} from './a.ts'", './a.ts'],
    ["import data from './a.json' with { type: 'json' }", './a.json'],
    ["import './a.ts'", './a.ts'],
    ["export * from './a.ts'", './a.ts'],
    ["export type { A } from './a.ts'", './a.ts'],
    ["const { a } = await import('./a.ts')", './a.ts'],
    ["type A = import('./a.ts').A", './a.ts'],
    ["const a = require('./a.cjs')", './a.cjs'],
    ["import.meta.resolve('./a.ts')", './a.ts'],
  ])('finds the module of %j', (source, specifier) => {
    expect(importsOf(`const before = 'x'\n${source}`)).toMatchObject([{ specifier, line: 2 }])
  })

  it('tells an import that is gone before anything runs', () => {
    const source =
      "import type { A } from './a.ts'\nexport type { B } from './b.ts'\nexport type D = 1\nimport { type C, c } from './c.ts'"
    expect(importsOf(source).map(({ typeOnly }) => typeOnly)).toEqual([true, true, false])
  })

  it.each(['\'import "./a.ts"\'', "// import './a.ts'", "Array.from('abc')", "path.resolve('a')", "`import './a.ts'`"])(
    'finds no module in %j',
    (source) => {
      expect(importsOf(`export const a = ${source}`)).toEqual([])
    },
  )
})

/** All files of the repository as text, without what is not committed. */
function readTree(root: string): Tree {
  const notCommitted = /^(?:\.git|\.installing.*|data|coverage|dist|cdk\.out)$|(?:^|\/)node_modules$|\.tmp$/
  const tree = new Map<string, string>()
  const read = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (notCommitted.test(path)) continue
      if (entry.isDirectory()) read(path)
      else if (entry.isFile()) tree.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  read('')
  return tree
}
