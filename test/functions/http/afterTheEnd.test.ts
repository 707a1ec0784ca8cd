/** A programme that has ended takes no change, whichever way it is asked, except what puts its record right. */
import { beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../../functions/http/routes.ts'
import { contributionKeeping } from '../../../functions/stores/contributions.ts'
import { newCycle } from '../../../functions/stores/cycles.ts'
import { createAll, recordWrites } from '../../../functions/stores/record.ts'
import { aContribution, aCycle, atStage } from '../../domain/cycles/builders.ts'
import { rulesOf } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

const addresses = {
  programme: 'nho',
  assignment: 'nho_once',
  task: 'nho_once',
  cycle: 'nho_R11_2013',
  contribution: 'nho_R11_2013_g1_so-xay-dung',
  target: 'T01',
  document: 'vb-moi',
  part: 'p1',
}

let api: ApiOffice
let places: { readonly [name: string]: string } = addresses

beforeAll(async () => {
  api = await apiOffice({ more: [aPerson('van-thu', 'secretariat', 'so-y-te')] })
  const { truth, clock } = api.office
  const rules = await rulesOf(api.office, 'nho')
  const cycle = atStage(aCycle({ id: addresses.cycle, lead: 'so-y-te', receivedBy: 'thanh-uy' }), 'gathering')
  const asked = aContribution({ id: addresses.contribution, cycle: cycle.id, agency: 'so-xay-dung' })
  const occasion = { at: clock.now(), day: clock.today(), actor: secretary }
  const contribution = { type: 'contributionAsked', data: {}, state: asked }
  await createAll(truth, [
    newCycle(cycle, occasion),
    recordWrites(contributionKeeping(rules), undefined, contribution, occasion),
  ])
  const observations = '/api/programmes/nho/targets/T01/observations'
  const { body: entered } = await api.ask('POST', observations, { as: 'thu-ky', body: figure })
  places = { ...addresses, observation: entered.id }
  const ended = await api.ask('POST', '/api/programmes/nho/end', { as: 'thu-ky', body: end })
  expect(ended.body).toMatchObject({ programme: { status: 'ended' } })
})

const reason = 'Lý do'
const document = 'vb-nho'
const dueOn = '2013-06-28'
const due = { kind: 'once', dueOn, bound: 'by' }
const evidence = [{ title: 'Đề án' }]
const onPaper = { arrivalNumber: '1', arrivedOn: '2013-01-07' }
const paper = { title: 'Kế hoạch', number: '1/KH', issuedOn: '2013-01-07', signer: 'Chủ tịch' }
const facts = { title: 'Công văn', number: '2/CV', issuedOn: '2013-01-07', issuer: 'thanh-uy' }
const sent = { rows: [], text: 'Thống nhất', evidence: [] }
const figure = {
  period: { asOf: '2013-01-04' },
  value: 86,
  kind: 'estimate',
  source: 'Báo cáo',
  sourceDate: '2013-01-04',
}
const end = { document, others: { how: 'stopped', document } }
const entry = {
  id: 'once',
  clause: 'I.1-01',
  kind: 'task',
  title: 'Việc',
  givenBy: 'thanh-uy',
  basis: 'kh',
  schedule: due,
}

/** What is asked of each route by somebody who may: who, and a body that its schema takes. */
const refused: { readonly [operation: string]: readonly [as: string, body?: object] } = {
  giveAssignment: ['thu-ky', { document, to: { lead: 'so-y-te' } }],
  amendAssignment: ['thu-ky', { document, change: { product: 'Khác' } }],
  withdrawAssignment: ['thu-ky', { document, reason }],
  proposeAssignmentChange: ['bac-si', { reason, change: { product: 'Khác' } }],
  takeAssignmentProposal: ['thu-ky', { document }],
  declineAssignmentProposal: ['thu-ky', { reason }],
  giveManyAssignments: ['thu-ky', { document, entries: [{ assignment: 'nho_once', product: 'Khác' }] }],
  saveContributionDraft: ['ky-su', sent],
  sendContribution: ['ky-su', sent],
  recordContributionOnPaper: ['van-thu', { ...sent, ...onPaper }],
  returnContribution: ['bac-si', { reason }],
  withdrawContribution: ['bac-si', { reason }],
  submitDraft: ['bac-si', { draft: { title: 'Dự thảo' } }],
  takeDraft: ['thu-ky'],
  returnDraft: ['thu-ky', { reason }],
  attachAnnex: ['bac-si', { document: { id: 'kh', ...facts }, assignments: [entry] }],
  issuePlan: ['bac-si', { document: paper }],
  finaliseReport: ['bac-si', { document: paper }],
  receiveReport: ['thu-ky', {}],
  recordReceiptOnPaper: ['thu-ky', onPaper],
  returnReport: ['thu-ky', { reason }],
  recordReturnOnPaper: ['thu-ky', { ...onPaper, reason }],
  moveCycleDates: ['thu-ky', { document, dueOn: '2013-12-27' }],
  changeCycleHolder: ['thu-ky', { document, agency: 'so-y-te', successor: 'so-xay-dung' }],
  withdrawCycle: ['thu-ky', { document, reason }],
  askSilentAgain: ['bac-si', {}],
  resumeCycle: ['thu-ky'],
  startEvaluation: ['danh-gia', { title: 'Đột xuất', clause: 'I.1-01', document, closesOn: '2013-02-01', dueOn }],
  judgeTarget: ['danh-gia', { verdict: 'met', reason }],
  recommend: ['danh-gia', { text: 'Kiến nghị' }],
  concludeEvaluation: ['danh-gia'],
  returnEvaluation: ['danh-gia', { reason }],
  sealEvaluation: ['danh-gia', {}],
  reviseEvaluation: ['danh-gia', { reason }],
  changeProgrammeSettings: ['thu-ky', { document, settings: { acceptance: false } }],
  previewProgrammeSettings: ['thu-ky', { settings: { acceptance: false } }],
  nameTargetOwner: ['thu-ky', { owner: 'so-y-te', document }],
  enterObservation: ['thu-ky', figure],
  recordObservationOnPaper: ['thu-ky', { ...figure, ...onPaper }],
  enterObservations: ['thu-ky', { observations: [{ target: 'T01', ...figure }] }],
  recordTaskResultOnPaper: ['thu-ky', { ...onPaper, evidence }],
  recordTaskExtensionOnPaper: ['thu-ky', { ...onPaper, wanted: dueOn, reason }],
  acceptTaskResult: ['thu-ky', {}],
  returnTaskResult: ['thu-ky', { reason }],
  urgeTask: ['thu-ky', {}],
  directTask: ['lanh-dao', { text: 'Khẩn trương' }],
  readAnnexFile: ['thu-ky', { document, file: 'khong-co' }],
  entrustTask: ['thu-ky', { follower: null }],
  adviseOnTask: ['thu-ky', { proposes: { about: 'extension', grant: null }, reason }],
  recordTaskDirectionOnPaper: ['thu-ky', { ...onPaper, text: 'Khẩn trương' }],
  decideTaskExtension: ['lanh-dao', { grant: dueOn, reason }],
  answerTaskDispute: ['lanh-dao', { lead: 'so-xay-dung', reason, document: { id: 'vb-khac', ...facts } }],
  amendTask: ['thu-ky', { document: { id: 'vb-khac', ...facts }, change: { dueOn } }],
  withdrawTask: ['thu-ky', { document: { id: 'vb-khac', ...facts }, reason }],
  reopenTask: ['thu-ky', { reason }],
  meetTaskCondition: ['thu-ky', { document, dueOn }],
  renewTaskReview: ['thu-ky', { reviewOn: dueOn, reason }],
  reportTaskProgress: ['bac-si', { text: 'Đã xong' }],
  askTaskPart: ['bac-si', { holder: { agency: 'so-xay-dung' }, what: 'Số liệu', dueOn }],
  answerTaskPart: ['bac-si', { text: 'Xong' }],
  submitTaskResult: ['bac-si', { evidence }],
  retractTaskResult: ['bac-si', { reason }],
  askTaskExtension: ['bac-si', { wanted: dueOn, reason }],
  disputeTaskLead: ['bac-si', { reason }],
  beginUpload: ['bac-si', { programme: 'nho', bytes: 10, noStateSecrets: true }],
}

const taken: typeof refused = {
  seeTask: ['bac-si'],
  settleHeldOfTask: ['lanh-dao', { about: 'result', keep: true, reason }],
  objectToTaskResult: ['bac-si', { reason }],
  correctTask: ['thu-ky', { field: 'title', is: 'Việc khác', reason }],
  supplyTaskExtensionDocument: ['thu-ky', { document }],
  objectToContribution: ['ky-su', { reason }],
  correctObservation: ['thu-ky', { value: 85, reason }],
  enterDocument: ['thu-ky', facts],
  endProgramme: ['thu-ky', end],
  verifyTrail: ['lanh-dao', {}],
}

async function asked(operation: string, [as, body]: readonly [string, object?]) {
  const route = routes.find(({ operationId }) => operationId === operation)
  if (!route) throw new Error(`no route ${operation}`)
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? '')
  const before = api.written.length
  const { status, body: answer } = await api.ask(route.method, path, { as, ...(body ? { body } : {}) })
  return { status, code: answer?.code, written: api.written.slice(before) }
}

describe('a programme that has ended', () => {
  it.each(Object.entries(refused))('takes no %s', async (operation, asking) => {
    expect(await asked(operation, asking)).toEqual({ status: 409, code: 'programme-not-in-force', written: [] })
  })

  it.each(Object.entries(taken))('still takes %s, if its state does', async (operation, asking) => {
    const { status, code } = await asked(operation, asking)
    expect([200, 409]).toContain(status)
    expect(code).not.toBe('programme-not-in-force')
  })

  it('is asked by every route that changes something of a programme', () => {
    const changing = routes.filter(({ method, path }) => method !== 'GET' && ofProgramme.test(path))
    const known = Object.keys({ ...refused, ...taken })
    expect(changing.map(({ operationId }) => operationId).filter((one) => !known.includes(one))).toEqual([])
  })
})

const ofProgramme = /\{(programme|assignment|task|cycle|contribution|target)\}/
