/** The HTTP API of papers to sign, behind API Gateway v2: it reads a lot at once, writes them as Word files, and keeps nothing. */
import { papersRoutes } from '../../http/papers.ts'
import { served } from './served.ts'

export const handler = served(papersRoutes, () => ({}))
