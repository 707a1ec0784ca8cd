/** The HTTP API of what is read from files, behind API Gateway v2. */
import { readingRoutes } from '../../http/readingRoutes.ts'
import { keptFiles } from '../environment.ts'
import { served } from './served.ts'

export const handler = served(readingRoutes, () => ({ keptFiles: keptFiles() }))
