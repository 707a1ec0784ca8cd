/** The HTTP API of the trail and of workbooks, behind API Gateway v2: it reads a lot at once and writes nothing but what it refused. */
import { trailRoutes } from '../../http/trail.ts'
import { workbooksRoutes } from '../../http/workbooks.ts'
import { served } from './served.ts'

export const handler = served([...trailRoutes, ...workbooksRoutes], () => ({}))
