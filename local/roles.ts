/** `npm run roles`: writes docs/roles.md from the table of access; a test says when it is not in step. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolesPage } from '../domain/access/rolesPage.ts'

writeFileSync(join(import.meta.dirname, '../docs/roles.md'), rolesPage())
