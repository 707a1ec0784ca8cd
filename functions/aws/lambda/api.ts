/** The HTTP API of daily work, behind API Gateway v2. */
import { workRoutes } from '../../http/workRoutes.ts'
import { failedSignIns, workflows } from '../environment.ts'
import { served } from './served.ts'

export const handler = served(workRoutes, () => ({ workflows: workflows(), failedSignIns: failedSignIns() }))
