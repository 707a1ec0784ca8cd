/** The stacks as a whole, so that a change of one shows all that it changes. `npx vitest run test/infra -u` takes the new ones. */
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { office } from './stages.ts'
import { written } from './synthesised.ts'

it.each(['data', 'service', 'web'] as const)('the stack %s is as it was looked at', async (part) => {
  const { Resources, Outputs } = office[part]
  const text = stringify(readable({ Resources, Outputs }), { aliasDuplicateObjects: false, lineWidth: 0 })
  // What is in a function or a definition is looked at elsewhere.
  await expect(text.replace(/\b[0-9a-f]{64}\b/g, '<hash>')).toMatchFileSnapshot(`snapshots/${part}.yaml`)
})

/** References as one text each, and without the tag that everything bears. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (entries.length === 1 && /^(?:Ref|Fn::.+)$/.test(entries[0]?.[0] ?? '')) return written(value)
  const own = entries.filter(([key]) => !key.startsWith('Tags'))
  return Object.fromEntries(
    own.map(([key, one]) => [key, key === 'DashboardBody' ? JSON.parse(written(one)) : readable(one)]),
  )
}
