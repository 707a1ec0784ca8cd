/** `node functions/http/describe.ts FOLDER`: writes openapi.json there, once, for a function that only hands it out. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiDocument, openApiRoute } from './openapi.ts'
import { routes } from './routes.ts'

const [folder = '.'] = process.argv.slice(2)
writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiDocument([...routes, openApiRoute(routes)])))
