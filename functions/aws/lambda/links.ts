/** What is done by links of letters, behind API Gateway v2: the only function of the API that sends letters. */
import { linksRoutes } from '../../http/links.ts'
import { links, mailer, workflows } from '../environment.ts'
import { loggedMailer } from './loggedMailer.ts'
import { served } from './served.ts'

export const handler = served(linksRoutes, () => ({
  workflows: workflows(),
  mailer: loggedMailer(mailer()),
  links: links(),
}))
