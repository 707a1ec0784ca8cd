/**
 * The one address of the system: the API under /api/, and whatever else is routed here. It bounds how many requests
 * come in, and writes down who asked what, without what was said.
 */

import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { DomainName, HttpApi, HttpMethod, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import { acknowledge } from './acknowledge.ts'
import { retention } from './officeFunction.ts'

export class OfficeApi extends Construct {
  readonly http: HttpApi
  /** Where people find the pages, without a slash at its end. */
  readonly publicUrl: string
  /** What the domain's keeper points the name at. */
  readonly domainTarget: string | undefined

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id)
    const domain =
      stage.domain &&
      new DomainName(this, 'Domain', {
        domainName: stage.domain.name,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', stage.domain.certificateArn),
      })
    this.http = new HttpApi(this, 'Http', {
      apiName: `dondoc-${stage.name}`,
      createDefaultStage: false,
      // With a name of its own there is no second door.
      disableExecuteApiEndpoint: domain !== undefined,
    })
    this.http.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.requestsPerSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(new LogGroup(this, 'AccessLog', { retention: retention(stage) })),
        format: accessLogFormat,
      },
      ...(domain ? { domainMapping: { domainName: domain } } : {}),
    })
    this.publicUrl = stage.domain ? `https://${stage.domain.name}` : this.http.apiEndpoint
    this.domainTarget = domain?.regionalDomainName
  }

  /** Each route in the words of API Gateway: `ANY /api/files`. */
  route(
    id: string,
    handler: IFunction,
    paths: readonly string[],
    methods: readonly HttpMethod[] = [HttpMethod.ANY],
  ): void {
    // One permission a function: one a route would come near the 20 KB that a function's policy may have.
    const integration = new HttpLambdaIntegration(id, handler, { scopePermissionToRoute: false })
    for (const path of paths) {
      for (const route of this.http.addRoutes({ path, methods: [...methods], integration }))
        acknowledge(route, openRoute)
    }
  }
}

export const openRoute = {
  APIG4:
    'Sessions travel in a cookie that only the own site sends, which an authorizer of API Gateway cannot read: the handler verifies every token, and one table of access, denying by default, stands before each route.',
}

/** No query, no header, no body: addresses of letters carry tokens, and tokens reach no log. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    at: AccessLogField.contextRequestTime(),
    from: AccessLogField.contextIdentitySourceIp(),
    method: AccessLogField.contextHttpMethod(),
    route: AccessLogField.contextRouteKey(),
    status: AccessLogField.contextStatus(),
    bytes: AccessLogField.contextResponseLength(),
    milliseconds: AccessLogField.contextResponseLatency(),
    failure: AccessLogField.contextIntegrationErrorMessage(),
    requestId: AccessLogField.contextRequestId(),
  }),
)
