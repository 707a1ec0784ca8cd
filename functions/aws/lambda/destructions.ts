/** The HTTP API of what is destroyed on a paper, behind API Gateway v2: the only function that may let go of what is kept. */
import { destructionsRoutes } from '../../http/destructions.ts'
import { files } from '../environment.ts'
import { served } from './served.ts'

export const handler = served(destructionsRoutes, () => ({ files: files() }))
