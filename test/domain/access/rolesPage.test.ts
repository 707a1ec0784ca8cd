import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { access } from '../../../domain/access/access.ts'
import { rolesPage } from '../../../domain/access/rolesPage.ts'
import { answersOf, commands } from '../../../domain/access/states.ts'

it('docs/roles.md says what the table says (npm run roles writes it)', () => {
  expect(readFileSync(new URL('../../../docs/roles.md', import.meta.url), 'utf8')).toBe(rolesPage())
})

it('every action has its line', () => {
  for (const action of Object.keys(access)) expect(rolesPage()).toContain(`| \`${action}\` |`)
})

it('every command is one of a life cycle, and some state takes it', () => {
  for (const command of Object.values(commands).flat()) expect([...answersOf(command).values()]).toContain('yes')
})
