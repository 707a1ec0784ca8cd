/** The stages that the tests look at: the two of infra/stages, and two that between them ask for all there is. */
import { readStage, stageIn } from '../../infra/stage.ts'
import { synthesised } from './synthesised.ts'

export const office = await synthesised(readStage('office'))
export const rehearsal = await synthesised(readStage('rehearsal'))

/** A city that has an issuer and a name of its own, and whose letters leave. */
export const city = await synthesised(
  stageIn(
    `
name: city
agencyName: Văn phòng
domain: { name: dondoc.example.com, certificateArn: 'arn:aws:acm:ap-southeast-1:111122223333:certificate/a' }
oidc: { issuer: 'https://sso.example.com/', audience: dondoc, personClaim: sub }
sender: { address: nhacviec@dondoc.example.com, letters: sent }
alarmAddress: van-hanh@dondoc.example.com
runbook: https://docs.example.com/runbook.md
`,
    'city',
  ),
)

/** An office that sets whatever can be set, and whose letters do not leave yet. */
export const careful = await synthesised(
  stageIn(
    `
name: careful
agencyName: Văn phòng
sender: { address: nhacviec@dondoc.example.com, letters: outbox }
concurrency: { api: 20, step: 5 }
throttle: { requestsPerSecond: 7, burst: 9 }
logDays: 30
ownKey: true
redrive: true
`,
    'careful',
  ),
)
