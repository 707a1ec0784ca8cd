/** The HTTP API of programmes as a whole, behind API Gateway v2: rarer, and heavier. */
import { programmeRoutes } from '../../http/programmeRoutes.ts'
import { workflows } from '../environment.ts'
import { served } from './served.ts'

export const handler = served(programmeRoutes, () => ({ workflows: workflows() }))
