/** Every route of the API: one line for each family, in alphabetical order. */
import { clockRoutes } from './clock.ts'
import { countsRoutes } from './counts.ts'
import { cyclesRoutes } from './cycles.ts'
import { lettersRoutes } from './letters.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './session.ts'
import { tasksRoutes } from './tasks.ts'

// biome-ignore format: a line each, so that families which are added side by side do not meet
export const routes: readonly Route[] = [
  clockRoutes,
  countsRoutes,
  cyclesRoutes,
  lettersRoutes,
  sessionRoutes,
  tasksRoutes,
].flat()
