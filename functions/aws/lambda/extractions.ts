/** The HTTP API of documents that are read, behind API Gateway v2: the grammar is no other function's, nor the reader of PDFs. */
import { extractionsRoutes } from '../../http/extractions.ts'
import { keptFiles } from '../environment.ts'
import { served } from './served.ts'

export const handler = served(extractionsRoutes, () => ({ keptFiles: keptFiles() }))
