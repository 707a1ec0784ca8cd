import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../functions/services.ts'
import { compileExpression, expressionIn, type Scope } from '../../../local/workflow/expression.ts'

const scope: Scope = {
  states: { input: { a: { b: [1] }, c: null } },
  context: () => ({}),
  variables: { x: 2, list: [{ k: 'one' }, { k: 'two' }] },
  now: Date.parse('2013-03-01T01:02:03.004Z'),
}

async function evaluate(text: string, within: Scope = scope): Promise<Json> {
  return compileExpression(text, 'Output').evaluate(within)
}

async function refusal(text: string): Promise<string> {
  return evaluate(text).then(
    (value) => `gave ${JSON.stringify(value)}`,
    (error: Error) => error.message,
  )
}

test.each([
  ['{%$x%}', '$x'],
  ['{% $x %}', '$x'],
  [' {% $x %}', undefined],
  ['{% $x %} ', undefined],
  ['{%%}', ''],
])('%j holds the expression %j', (text, expression) => {
  expect(expressionIn(text)).toBe(expression)
})

describe('the functions of Step Functions', () => {
  test.each<[string, Json]>([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1], 4)', [[1]]],
    ['$partition([1,2,3], 1.9)', [[1], [2], [3]]],
    ['$partition([1,2,3])', [[1, 2, 3]]],
    ['$exists($partition([], 2))', false],
    ['$exists($partition([1], 0))', false],
    ['$range(0, 9, 3)', [0, 3, 6, 9]],
    ['$range(5, 1, -2)', [5, 3, 1]],
    ['$range(1, 9, 9)', 1],
    ['$range(0.9, 3.9, 1.5)', [0, 1, 2, 3]],
    ['$count($range(1, 0, 1))', 0],
    ['$count($range(1, 1000, 1))', 1000],
    ['$exists($range(1, 5, 0))', false],
    ['$hash("abc", "SHA-1")', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['$hash("chỉ tiêu", "SHA-256")', createHash('sha256').update('chỉ tiêu').digest('hex')],
    ['$parse("{\\"a\\":[1,null]}")', { a: [1, null] }],
    ['$random(7) = $random(7)', true],
    ['$random(7) != $random(8)', true],
    ['$length($uuid())', 36],
    ['$uuid() = $uuid()', false],
  ])('%s gives %j', async (text, value) => {
    expect(await evaluate(text)).toEqual(value)
  })

  test('what JSON has no number for is a text', async () => {
    expect(await evaluate('[1 / 0, -1 / 0, 0 / 0, 1e308 * 10]')).toEqual(['Infinity', '-Infinity', 'NaN', 'Infinity'])
  })

  test('a seed gives a number from 0 to below 1, whatever it is', async () => {
    for (const seed of [0, -1, 1e9, 0.5])
      expect(await evaluate(`$random(${seed}) >= 0 and $random(${seed}) < 1`)).toBe(true)
  })

  test('$now and $millis stand where the clock stands', async () => {
    expect(await evaluate('$now()')).toBe('2013-03-01T01:02:03.004Z')
    expect(await evaluate('$now("[D01]/[M01]/[Y0001] [H01]:[m01]", "+0700")')).toBe('01/03/2013 08:02')
    expect(await evaluate('$millis()')).toBe(scope.now)
    expect(await evaluate('($fromMillis := function($x){ "hidden" }; $now())')).toBe('2013-03-01T01:02:03.004Z')
  })
})

describe('what fails says so as Step Functions does', () => {
  const subject = (text: string) => `The JSONata expression '${text}' specified for the field 'Output'`

  test.each([
    ['$nowhere', 'returned nothing (undefined).'],
    ['$states.input.a.nowhere', 'returned nothing (undefined).'],
    ['$states.input.c.nowhere', 'returned nothing (undefined).'],
    ['function($x){ $x }', 'returned an unsupported result type.'],
    ['{"f": $sum}', 'returned an unsupported result type.'],
    ['[1, function($x){ $x }]', 'returned an unsupported result type.'],
    ['$eval("1")', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    [
      '1 + "a"',
      'threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number',
    ],
    ['$error("không được")', 'threw an error during evaluation. D3137: không được'],
    ['$reduce([1..20000], function($inner, $n){ [[$inner]] })', 'returned an unsupported result type.'],
    ['$pad("", 1000000000, "x")', 'threw an error during evaluation. Invalid string length'],
    ['$range(1, 5, 0)', 'returned nothing (undefined).'],
    [
      '$range(1, 1001, 1)',
      'threw an error during evaluation. D3137: The function "range" gives at most 1000 items, here 1001',
    ],
    ['$partition([1], -1)', 'threw an error during evaluation. D3137: Second argument must be zero or greater'],
    [
      '$hash("a", "SHA1")',
      "threw an error during evaluation. D3137: Hash algorithm 'SHA1' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
    ],
    [
      '$hash({}, "MD5")',
      'threw an error during evaluation. T0410: Argument 1 of function "hash" does not match function signature',
    ],
  ])('%s', async (text, says) => {
    expect(await refusal(text)).toBe(`${subject(text)} ${says}`)
  })

  test.each(['1 ?: 2', 'a ?? b', '1 +', '"a'])('%s does not parse under jsonata 2.0.6', (text) => {
    expect(() => compileExpression(text, 'Output')).toThrow()
  })
})

describe('every evaluation ends', () => {
  test.each(['($f := function($n){ 1 + $f($n) }; $f(0))', '($f := function($n){ [$f($n), $f($n)] }; $f(0))'])(
    '%s',
    async (text) => {
      expect(await refusal(text)).toMatch(
        /threw an error during evaluation\. The expression took more than 1000000 steps/,
      )
    },
  )

  test('and lets the process breathe until then', async () => {
    let ticks = 0
    const ticker = setInterval(() => {
      ticks += 1
    }, 1)
    await refusal('($f := function($n){ $f($n + 1) }; $f(0))')
    clearInterval(ticker)
    expect(ticks).toBeGreaterThan(5)
  })

  test('an honest one over all that a payload can hold does not meet the bound', async () => {
    const items = Array.from({ length: 20_000 }, (_, index) => index)
    const within = { ...scope, variables: { items } }
    expect(await evaluate('$sum($map($items, function($v){ $v * 2 }))', within)).toBe(399_980_000)
  })
})

describe('the short way of a plain path', () => {
  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
  const names = fc.array(fc.constantFrom('a', 'b', 'length', 'constructor', '__proto__', 'toString'), { maxLength: 3 })
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      json,
      fc.dictionary(fc.constantFrom('a', 'b', 'length'), tie('value') as fc.Arbitrary<Json>),
    ),
  })).value as fc.Arbitrary<Json>

  test('gives what jsonata gives', async () => {
    await fc.assert(
      fc.asyncProperty(tree, names, fc.boolean(), async (value, path, inInput) => {
        const text = [inInput ? '$states.input' : '$x', ...path.map((name) => `\`${name}\``)].join('.')
        const within = { ...scope, states: { input: value }, variables: { x: value } }
        const short = await settled(text, within)
        // Brackets around it take the long way.
        const long = await settled(`(${text})`, within)
        expect(short).toEqual(long)
      }),
      { numRuns: 500 },
    )
  })

  test('knows the context, alone and as a part of $states', async () => {
    const within = { ...scope, states: { input: 1 }, context: () => ({ Execution: { Name: 'e' } }) }
    expect(await evaluate('$states.context.Execution.Name', within)).toBe('e')
    expect(await evaluate('$states.context', within)).toEqual({ Execution: { Name: 'e' } })
    expect(await evaluate('$states', within)).toEqual({ input: 1, context: { Execution: { Name: 'e' } } })
    expect(await evaluate('$keys($states)', within)).toEqual(['input', 'context'])
  })

  async function settled(text: string, within: Scope): Promise<unknown> {
    return evaluate(text, within).then(
      (value) => ({ value }),
      () => 'failed',
    )
  }
})

test('a value that went through an expression is plain JSON, whatever jsonata hangs on its arrays', async () => {
  const value = await evaluate('$list[k = "one"].k[]')
  expect(value).toEqual(['one'])
  expect(Object.getOwnPropertyNames(value)).toEqual(['0', 'length'])
})
