/** Every route of the API: one line for each family. */
import type { Route } from './route.ts'
import { sessionRoutes } from './session.ts'
import { tasksRoutes } from './tasks.ts'

export const routes: readonly Route[] = [...sessionRoutes, ...tasksRoutes]
