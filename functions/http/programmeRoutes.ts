/** The routes of a programme as a whole: taking it into force, changing and ending it, its targets, and what it rests on. One line for each family, in alphabetical order. */
import { calendarRoutes } from './calendar.ts'
import { documentsRoutes } from './documents.ts'
import { givingsRoutes } from './givings.ts'
import { launchesRoutes } from './launches.ts'
import { programmeChangesRoutes } from './programmeChanges.ts'
import { reorganisationsRoutes } from './reorganisations.ts'
import type { Route } from './route.ts'
import { targetsRoutes } from './targets.ts'

// biome-ignore format: a line each, so that families which are added side by side do not meet
export const programmeRoutes: readonly Route[] = [
  calendarRoutes,
  documentsRoutes,
  givingsRoutes,
  launchesRoutes,
  programmeChangesRoutes,
  reorganisationsRoutes,
  targetsRoutes,
].flat()
