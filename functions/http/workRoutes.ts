/** The routes of daily work: one line for each family, in alphabetical order. What is heavier and rarer is in programmeRoutes.ts. */
import { accountsRoutes } from './accounts.ts'
import { agenciesRoutes } from './agencies.ts'
import { assignmentsRoutes } from './assignments.ts'
import { backupsRoutes } from './backups.ts'
import { clockRoutes } from './clock.ts'
import { contributionsRoutes } from './contributions.ts'
import { countsRoutes } from './counts.ts'
import { cyclesRoutes } from './cycles.ts'
import { cycleWorkRoutes } from './cycleWork.ts'
import { decisionsRoutes } from './decisions.ts'
import { evaluationsRoutes } from './evaluations.ts'
import { formDraftsRoutes } from './formDrafts.ts'
import { letterFormsRoutes } from './letterForms.ts'
import { lettersRoutes } from './letters.ts'
import { openedRoutes } from './opened.ts'
import { peopleRoutes } from './people.ts'
import { personalDataRoutes } from './personalData.ts'
import { programmesRoutes } from './programmes.ts'
import { readingsRoutes } from './readings.ts'
import { remindersRoutes } from './reminders.ts'
import type { Route } from './route.ts'
import { searchRoutes } from './search.ts'
import { sessionRoutes } from './session.ts'
import { taskDecisionsRoutes } from './taskDecisions.ts'
import { tasksRoutes } from './tasks.ts'
import { taskWorkRoutes } from './taskWork.ts'

// biome-ignore format: a line each, so that families which are added side by side do not meet
export const workRoutes: readonly Route[] = [
  accountsRoutes,
  agenciesRoutes,
  assignmentsRoutes,
  backupsRoutes,
  clockRoutes,
  contributionsRoutes,
  countsRoutes,
  cycleWorkRoutes,
  cyclesRoutes,
  decisionsRoutes,
  evaluationsRoutes,
  formDraftsRoutes,
  letterFormsRoutes,
  lettersRoutes,
  openedRoutes,
  peopleRoutes,
  personalDataRoutes,
  programmesRoutes,
  readingsRoutes,
  remindersRoutes,
  searchRoutes,
  sessionRoutes,
  taskDecisionsRoutes,
  taskWorkRoutes,
  tasksRoutes,
].flat()
