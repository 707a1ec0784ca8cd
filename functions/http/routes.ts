/** Every route of the API: one line for each family, in alphabetical order. */
import { agenciesRoutes } from './agencies.ts'
import { assignmentsRoutes } from './assignments.ts'
import { calendarRoutes } from './calendar.ts'
import { clockRoutes } from './clock.ts'
import { contributionsRoutes } from './contributions.ts'
import { countsRoutes } from './counts.ts'
import { cyclesRoutes } from './cycles.ts'
import { cycleWorkRoutes } from './cycleWork.ts'
import { decisionsRoutes } from './decisions.ts'
import { documentsRoutes } from './documents.ts'
import { evaluationsRoutes } from './evaluations.ts'
import { filesRoutes } from './files.ts'
import { givingsRoutes } from './givings.ts'
import { launchesRoutes } from './launches.ts'
import { lettersRoutes } from './letters.ts'
import { peopleRoutes } from './people.ts'
import { programmeChangesRoutes } from './programmeChanges.ts'
import { programmesRoutes } from './programmes.ts'
import { remindersRoutes } from './reminders.ts'
import { reorganisationsRoutes } from './reorganisations.ts'
import type { Route } from './route.ts'
import { searchRoutes } from './search.ts'
import { sessionRoutes } from './session.ts'
import { targetsRoutes } from './targets.ts'
import { taskDecisionsRoutes } from './taskDecisions.ts'
import { tasksRoutes } from './tasks.ts'
import { taskWorkRoutes } from './taskWork.ts'
import { trailRoutes } from './trail.ts'

// biome-ignore format: a line each, so that families which are added side by side do not meet
export const routes: readonly Route[] = [
  agenciesRoutes,
  assignmentsRoutes,
  calendarRoutes,
  clockRoutes,
  contributionsRoutes,
  countsRoutes,
  cycleWorkRoutes,
  cyclesRoutes,
  decisionsRoutes,
  documentsRoutes,
  evaluationsRoutes,
  filesRoutes,
  givingsRoutes,
  launchesRoutes,
  lettersRoutes,
  peopleRoutes,
  programmeChangesRoutes,
  programmesRoutes,
  remindersRoutes,
  reorganisationsRoutes,
  searchRoutes,
  sessionRoutes,
  targetsRoutes,
  taskDecisionsRoutes,
  taskWorkRoutes,
  tasksRoutes,
  trailRoutes,
].flat()
