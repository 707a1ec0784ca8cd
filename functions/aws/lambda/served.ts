/** The handler of some routes behind API Gateway v2, opened with the first request. */
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { type ApiHandler, handlerOf } from '../../http/handlerOf.ts'
import type { Route } from '../../http/route.ts'
import type { ApiAnswer } from '../../middleware/http.ts'
import { limitsOf } from '../../middleware/limits.ts'
import type { FailedSignIns, Files, HttpServices, Links, Mailer, Workflows } from '../../services.ts'
import { absent } from '../absent.ts'
import { identity, ids, officeTime, table } from '../environment.ts'
import { log, onFault } from './observed.ts'

/** What a function of the API has beside its table, its clock and its people. */
export interface OwnServices {
  readonly workflows?: Workflows
  readonly files?: Files
  /** Where it only reads what is kept. */
  readonly keptFiles?: Pick<Files, 'kept'>
  readonly mailer?: Mailer
  /** Of the function at which people sign in. */
  readonly failedSignIns?: FailedSignIns
  /** Undefined where the stage has no keys for them. */
  readonly links?: Links | undefined
}

export function served(routes: readonly Route[], own: () => OwnServices) {
  let open: { readonly api: ApiHandler; look(): Promise<unknown> } | undefined
  return async (event: APIGatewayProxyEventV2, context: Context): Promise<ApiAnswer> => {
    log().addContext(context)
    open ??= opened(routes, own())
    await open.look()
    return open.api(event)
  }
}

function readOnly(kept: Pick<Files, 'kept'> | undefined): Files {
  const none = absent<Files>('This function handles no files')
  return kept
    ? new Proxy(none, { get: (_, method) => (method === 'kept' ? kept.kept : Reflect.get(none, method)) })
    : none
}

function opened(routes: readonly Route[], own: OwnServices) {
  const people = table()
  const workflows = own.workflows ?? absent<Workflows>('This function starts and ends no executions')
  const { clock, look, movableTime } = officeTime(people, workflows)
  const services: HttpServices = {
    table: people,
    clock,
    ids,
    identity: identity(people),
    workflows,
    files: own.files ?? readOnly(own.keptFiles),
    mailer: own.mailer ?? absent('This function sends no letters'),
    ...(own.links ? { links: own.links } : {}),
    ...(movableTime ? { movableTime } : {}),
  }
  return { api: handlerOf(routes, services, { onFault, limits: limitsOf(own) }), look }
}
