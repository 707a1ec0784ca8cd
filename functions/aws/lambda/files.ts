/** The HTTP API of files, behind API Gateway v2: the only function that may take them in and give them out. */
import { filesRoutes } from '../../http/files.ts'
import { files, links } from '../environment.ts'
import { served } from './served.ts'

export const handler = served(filesRoutes, () => ({ files: files(), links: links() }))
