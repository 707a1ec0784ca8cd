/** Every route of the API. On AWS each of these has a function of its own (functions/env.ts says at which places). */
import { destructionsRoutes } from './destructions.ts'
import { extractionsRoutes } from './extractions.ts'
import { filesRoutes } from './files.ts'
import { linksRoutes } from './links.ts'
import { papersRoutes } from './papers.ts'
import { programmeRoutes } from './programmeRoutes.ts'
import { readingRoutes } from './readingRoutes.ts'
import type { Route } from './route.ts'
import { trailRoutes } from './trail.ts'
import { workbooksRoutes } from './workbooks.ts'
import { workRoutes } from './workRoutes.ts'

export const routes: readonly Route[] = [
  ...destructionsRoutes,
  ...extractionsRoutes,
  ...filesRoutes,
  ...linksRoutes,
  ...papersRoutes,
  ...programmeRoutes,
  ...readingRoutes,
  ...trailRoutes,
  ...workbooksRoutes,
  ...workRoutes,
]
