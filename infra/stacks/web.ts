/**
 * The pages, behind the same address as the API: with one origin the rules about other sites hold as they are, and no
 * second door has to be kept shut. They hold nothing of anybody's data.
 */
import { Stack, type StackProps } from 'aws-cdk-lib'
import { HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Construct } from 'constructs'
import { acknowledge } from '../constructs/acknowledge.ts'
import { openRoute } from '../constructs/officeApi.ts'
import { OfficeFunction } from '../constructs/officeFunction.ts'
import type { Stage } from '../stage.ts'
import type { DataStack } from './data.ts'
import type { ServiceStack } from './service.ts'

export class WebStack extends Stack {
  constructor(scope: Construct, id: string, stage: Stage, data: DataStack, service: ServiceStack, props: StackProps) {
    super(scope, id, { ...props, description: 'Đôn Đốc: các trang' })
    const pages = new OfficeFunction(this, 'Pages', {
      stage,
      entry: 'pages',
      description: 'Các trang mà trình duyệt tải về',
      // Where a browser sends files to, beside the own origin: the policy of the pages names it.
      powers: [{ variables: { DONDOC_CONNECT_TO: data.files.origin }, permissions: [] }],
      timeoutSeconds: 10,
      memoryMegabytes: 512,
      beside: [
        { program: 'local/pages/build.ts', folder: 'pages' },
        { program: 'infra/runbookPage.ts', folder: 'pages' },
      ],
    })
    const route = new HttpRoute(this, 'PagesRoute', {
      httpApi: service.api.http,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Pages', pages),
    })
    acknowledge(route, openRoute)
  }
}
