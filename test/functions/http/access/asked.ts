/**
 * What each route of the API is asked in the tests of access: a request that nothing but the table could refuse at the
 * door, how everybody stands to its thing, and which command of a life cycle it is. A route that is not here fails.
 */
import type { Action } from '../../../../domain/access/access.ts'
import type { Command } from '../../../../domain/access/states.ts'
import type { stands } from './world.ts'

export interface Asked {
  readonly stand: keyof typeof stands
  readonly body?: unknown
  readonly query?: { readonly [name: string]: string }
  readonly places?: { readonly [name: string]: string }
  /** Where its thing has states, and the command that they are asked about; `read` asks nothing of them. */
  readonly states?: Command | 'task.read' | 'cycle.read' | 'contribution.read'
  /** Who may not read the thing is told that it is not there. */
  readonly hiddenBy?: Action
  /** What is answered to whoever may ask, because nothing is kept here, or what the request names is not there. */
  readonly beyond?: 'not-found' | 'malformed-request' | 'no-backups-here' | 'nothing-late'
  /** Of a plan, where a report knows nothing of it. */
  readonly ofPlan?: true
  /** Of a route that asks the table itself, for each of several things or for a part of what it answers. */
  readonly asks?: Action | 'nothing'
  /** The relation is asked of each of several things, of which each has its own outcome. */
  readonly byRole?: true
}

const document = 'vb-nho'
const reason = 'Có lý do'
const evidence = [{ title: 'Đề án' }]
const onPaper = { arrivalNumber: '1', arrivedOn: '2013-01-07' }
const paper = { title: 'Văn bản', number: '1/KH', issuedOn: '2013-01-07', signer: 'Chủ tịch' }
const facts = { title: 'Văn bản', number: '2/TB', issuedOn: '2013-01-07', issuer: 'thanh-uy' }
const ordered = { paper: { number: '2/QĐ', issuedOn: '2013-01-07', issuer: 'Văn phòng' }, reason }
const figure = {
  area: 'so-xay-dung',
  period: { year: 2012 },
  value: 1,
  kind: 'official',
  source: 'Báo cáo',
  sourceDate: '2013-01-07',
}
const { area: _, ...whole } = figure
const schedule = { kind: 'once', dueOn: '2013-06-28', bound: 'by' }
const order = { document: { id: 'qd-1', ...facts }, on: '2013-01-07', successors: [{ agency: 'so-khac' }] }
const calendar = {
  years: [
    {
      year: 2013,
      order: null,
      note: 'Chưa rõ',
      effectiveFrom: '2013-01-07',
      confirmed: false,
      daysOff: [],
      makeUpDays: [],
    },
  ],
}
const head = { position: 'Giám đốc', mailbox: 'a@example.com' }
const position = { agency: 'so-y-te', title: 'Chuyên viên', from: '2010-01-01' }

const task = (states: Asked['states'], body?: object): Asked => ({
  stand: 'work',
  hiddenBy: 'task.read',
  ...(states ? { states } : {}),
  ...(body ? { body } : {}),
})
const cycle = (states: Asked['states'], body?: object): Asked => ({
  stand: 'work',
  hiddenBy: 'cycle.read',
  ...(states ? { states } : {}),
  ...(body ? { body } : {}),
})
const contribution = (states: Asked['states'], body?: object): Asked => ({
  stand: 'owed',
  hiddenBy: 'contribution.read',
  ...(states ? { states } : {}),
  ...(body ? { body } : {}),
})
const assignment = (body?: object): Asked => ({ stand: 'work', hiddenBy: 'assignment.read', ...(body ? { body } : {}) })
const target = (stand: 'owed' | 'work', body?: object): Asked => ({
  stand,
  hiddenBy: 'target.read',
  ...(body ? { body } : {}),
})
const register: Asked = { stand: 'nobodys' }
const ofAgency: Asked = { stand: 'own' }
/** Who asks does not matter, and which link they hold: byLink.test.ts. */
const byLink: Asked = { ...register, asks: 'nothing' }
const holder = { name: 'Nguyễn Văn A', position: 'Chuyên viên', telephone: '028 0000 0000' }
const missing: Asked = { stand: 'nobodys', beyond: 'not-found' }

export const asked: { readonly [operation: string]: Asked } = {
  beginUpload: { ...register, body: { programme: 'nho', bytes: 3, noStateSecrets: true } },
  confirmUpload: { ...missing, body: { name: 'a.pdf' } },
  readFile: { ...missing, asks: 'nothing' },
  fetchFile: { ...missing, asks: 'nothing' },
  beginUploadByLink: { ...byLink, body: { bytes: 3, noStateSecrets: true } },
  confirmUploadByLink: { ...byLink, body: { name: 'a.pdf' } },
  openLink: byLink,
  submitByLink: { ...byLink, body: { by: holder, submission: { sends: 'progress', text: 'Đang làm' } } },
  disownByLink: { ...byLink, body: {} },
  renewLink: byLink,
  listDestructions: register,
  askToDestroyFile: { ...missing, body: ordered },
  // Who still serves is told so.
  askToDestroyPersonalData: { ...register, body: { ...ordered, fields: ['name'] } },
  confirmDestruction: { ...register, places: { kind: 'people', thing: 'bac-si' } },
  dropDestruction: { ...register, places: { kind: 'people', thing: 'bac-si' } },
  readCalendar: register,
  readCalendarYear: { ...register, places: { year: '2013' } },
  previewCalendar: { ...register, beyond: 'malformed-request', body: calendar },
  listBackups: register,
  makeBackup: { ...register, beyond: 'no-backups-here' },
  correctCalendar: { ...register, beyond: 'malformed-request', body: calendar },
  listDocuments: register,
  readDocument: { ...register, places: { document } },
  enterDocument: { ...register, places: { document }, body: facts },
  extractDocument: { ...register, body: { file: 'khong-co' } },
  showExtraction: missing,
  showExtractedText: missing,
  decideExtraction: { ...missing, body: {} },
  makeProgramme: {
    ...missing,
    body: {
      id: 'a',
      issuer: 'thanh-uy',
      period: { from: '2013-01-01', to: '2014-12-31' },
      agencies: [{ id: 'thanh-uy', name: 'Thành ủy', mailbox: 'a@example.com', head }],
    },
  },
  listAnnexes: register,
  readAnnexFile: { ...register, body: { document, file: 'khong-co' } },
  showAnnex: missing,
  answerAnnexRows: { ...missing, body: { answers: [{ row: 1, skip: true }] } },
  applyAnnex: { ...missing, body: {} },
  undoAnnex: missing,
  giveManyAssignments: {
    ...register,
    body: { document, entries: [{ assignment: 'nho_unassigned', to: { lead: 'so-khac' } }] },
  },
  launchProgramme: { ...register, beyond: 'malformed-request', body: { programme: {} } },
  readLaunch: missing,
  changeProgrammeSettings: {
    stand: 'given',
    hiddenBy: 'programme.read',
    body: { document, settings: { acceptance: false } },
  },
  previewProgrammeSettings: { stand: 'given', hiddenBy: 'programme.read', body: { settings: { acceptance: false } } },
  endProgramme: { stand: 'given', hiddenBy: 'programme.read', body: { document } },
  previewReorganisation: { ...register, body: order },
  reorganiseAgency: { ...register, body: order },
  listTargets: register,
  readTarget: target('owed'),
  listObservations: target('owed'),
  listCompositions: target('owed'),
  nameTargetOwner: target('owed', { owner: 'so-y-te', document }),
  enterObservation: { ...target('work', figure), beyond: 'not-found' },
  recordObservationOnPaper: target('owed', { ...whole, ...onPaper }),
  correctObservation: { ...target('owed', { value: 81, reason }), beyond: 'not-found' },
  enterObservations: {
    ...register,
    asks: 'target.observe',
    byRole: true,
    body: { observations: [{ target: 'T01', ...whole }] },
  },
  exportEventsOfProgramme: register,
  writeTaskWorkbook: { ...register, asks: 'nothing', body: { tasks: ['nho_once'] } },
  listEventsOfProgramme: register,
  listEventsOfPerson: register,
  listEventsOfThing: { ...register, places: { kind: 'task', thing: 'nho_once' } },
  listSeals: register,
  verifyTrail: { ...register, body: {} },
  listAgencies: register,
  readAgency: register,
  enterAgency: { ...register, body: { name: 'Sở Y tế', mailbox: 'a@example.com', head } },
  listPeopleOfAgency: ofAgency,
  listGroups: register,
  readGroup: missing,
  enterGroup: { ...missing, body: { name: 'Nhóm', members: [{ agency: 'so-y-te' }] } },
  listAssignments: register,
  listAssignmentsOfAgency: register,
  readAssignment: assignment(),
  giveAssignment: assignment({ document, to: { lead: 'so-y-te' } }),
  amendAssignment: assignment({ document, change: { schedule } }),
  withdrawAssignment: assignment({ document, reason }),
  proposeAssignmentChange: assignment({ reason, change: { schedule } }),
  takeAssignmentProposal: assignment({ document }),
  declineAssignmentProposal: assignment({ reason }),
  readClock: { ...register, asks: 'nothing' },
  moveClock: { ...register, asks: 'nothing', body: { by: 'day' } },
  listContributionsOfAgency: ofAgency,
  listContributionsOfCycle: cycle('cycle.read'),
  readContribution: contribution('contribution.read'),
  listEventsOfContribution: contribution('contribution.read'),
  readContributionForm: contribution('contribution.read'),
  readContributionDraft: { ...contribution('contribution.read'), beyond: 'not-found' },
  saveContributionDraft: { ...contribution('contribution.read', { rows: [], evidence: [] }), beyond: 'not-found' },
  sendContribution: contribution('contribution.send', { rows: [], evidence: [], text: 'Thống nhất' }),
  recordContributionOnPaper: contribution('contribution.send', {
    rows: [],
    evidence: [],
    text: 'Thống nhất',
    ...onPaper,
  }),
  objectToContribution: contribution('contribution.object', { reason }),
  returnContribution: contribution('contribution.return', { reason }),
  withdrawContribution: contribution('contribution.withdraw', { reason }),
  readProgrammeCounts: register,
  readAgencyCounts: ofAgency,
  submitDraft: cycle('cycle.submitDraft', { draft: paper }),
  takeDraft: cycle('cycle.takeDraft'),
  returnDraft: cycle('cycle.returnDraft', { reason }),
  attachAnnex: {
    ...cycle('cycle.attachAnnex', {
      document: { id: 'kh', ...facts },
      assignments: [
        {
          id: 'moi',
          clause: 'I.1-01',
          kind: 'task',
          title: 'Việc',
          givenBy: 'thanh-uy',
          basis: 'kh',
          lead: 'so-y-te',
          schedule,
        },
      ],
    }),
    ofPlan: true,
  },
  issuePlan: cycle('cycle.issue', { document: paper }),
  finaliseReport: cycle('cycle.finalise', { document: paper }),
  receiveReport: cycle('cycle.receive', {}),
  recordReceiptOnPaper: cycle('cycle.receive', onPaper),
  returnReport: cycle('cycle.returnReport', { reason }),
  recordReturnOnPaper: cycle('cycle.returnReport', { ...onPaper, reason }),
  moveCycleDates: cycle('cycle.changeDates', { document, dueOn: '2013-12-27' }),
  changeCycleHolder: cycle('cycle.changeHolder', { document, agency: 'so-xay-dung', successor: 'so-khac' }),
  withdrawCycle: cycle('cycle.withdraw', { document, reason }),
  askSilentAgain: cycle('cycle.read', {}),
  resumeCycle: cycle('cycle.startAttempt'),
  listCycles: register,
  listCyclesOfAgency: ofAgency,
  readCycle: cycle('cycle.read'),
  listEventsOfCycle: cycle('cycle.read'),
  readRunOfCycle: cycle('cycle.read'),
  listReportRows: { ...cycle('cycle.read'), beyond: 'not-found' },
  // A paper takes its time to be written: it is asked for in one state alone, since none of them forbids it.
  writeCycleReport: { ...cycle(undefined), places: { cycle: 'nho_c-gathering' } },
  writeDunningLetter: { ...register, query: { reportBy: '2099-01-31' }, beyond: 'nothing-late' },
  writeProgrammeReport: { ...register, query: { from: '2013-01-01', to: '2013-01-31' } },
  readFrozenFigures: { ...cycle('cycle.read'), beyond: 'not-found' },
  readScores: { ...cycle('cycle.read'), beyond: 'not-found' },
  readAnnex: { ...cycle('cycle.read'), beyond: 'not-found' },
  listDecisions: { stand: 'given', places: { agency: 'thanh-uy' } },
  startEvaluation: {
    ...missing,
    body: { title: 'Đánh giá', clause: 'I.1-01', document, closesOn: '2013-03-01', dueOn: '2013-03-29' },
  },
  judgeTarget: {
    stand: 'own',
    hiddenBy: 'cycle.read',
    states: 'cycle.judgeTarget',
    places: { target: 'T01' },
    body: { verdict: 'met', reason },
  },
  recommend: cycle('cycle.recommend', { text: 'Kiến nghị' }),
  concludeEvaluation: cycle('cycle.conclude'),
  returnEvaluation: cycle('cycle.returnEvaluation', { reason }),
  sealEvaluation: cycle('cycle.seal', {}),
  reviseEvaluation: cycle('cycle.revise', { reason }),
  listProposals: register,
  listLetters: { ...register, asks: 'letter.readWhole' },
  readLetter: { ...missing, asks: 'letter.readWhole' },
  listPeople: register,
  readPersonalData: { ...register, places: { person: 'bac-si' } },
  readPerson: { stand: 'own', places: { person: 'bac-si' } },
  enterPerson: {
    ...register,
    places: { person: 'bac-si' },
    body: { name: 'Bác sĩ', mailbox: 'a@example.com', roles: ['department'], positions: [position] },
  },
  listWaitingOnPerson: { stand: 'own', places: { person: 'bac-si' } },
  releasePerson: { stand: 'own', places: { person: 'bac-si' }, body: {} },
  listProgrammes: register,
  readProgramme: register,
  listClauses: register,
  readDocumentText: register,
  listQuestions: register,
  listRemindersOfTask: { stand: 'work', hiddenBy: 'task.read', states: 'task.read' },
  listRemindersOfAgency: ofAgency,
  listRemindersOfDay: { ...register, query: { day: '2013-01-07' } },
  listDigests: register,
  listBounces: register,
  changeLetterForm: { ...ofAgency, body: { signature: 'Chánh Văn phòng' } },
  sendTrialLetter: { stand: 'own', body: { agency: 'so-y-te', form: {} } },
  search: { ...register, query: { words: 'bảo hiểm' } },
  readAccount: { ...register, places: { person: 'bac-si' } },
  giveFirstPassword: { ...register, places: { person: 'bac-si' } },
  endSessionsOfPerson: { ...register, places: { person: 'bac-si' } },
  changePassword: { ...register, asks: 'nothing', body: { password: 'cũ', newPassword: 'mới' } },
  readFormDraft: { ...register, asks: 'nothing' },
  keepFormDraft: { ...register, asks: 'nothing', body: { values: {}, savedAt: 0 } },
  dropFormDraft: { ...register, asks: 'nothing' },
  readSession: { ...register, asks: 'nothing' },
  signIn: { ...register, asks: 'nothing', body: { person: 'bac-si' } },
  signOut: { ...register, asks: 'nothing' },
  extendSession: { ...register, asks: 'nothing' },
  listSessions: { ...register, asks: 'nothing' },
  endOtherSessions: { ...register, asks: 'nothing' },
  endSession: { ...register, asks: 'nothing', places: { session: '0'.repeat(64) } },
  listSignInChoices: { ...register, asks: 'nothing' },
  readOpened: { ...register, asks: 'nothing' },
  readMany: { ...register, asks: 'nothing', query: { of: 'session' } },
  recordTaskResultOnPaper: task('task.recordOnPaper', { ...onPaper, evidence }),
  recordTaskExtensionOnPaper: task('task.askExtension', { ...onPaper, wanted: '2013-05-31', reason }),
  acceptTaskResult: task('task.accept', {}),
  returnTaskResult: task('task.return', { reason }),
  settleHeldOfTask: task('task.settleHeld', { about: 'result', keep: true, reason }),
  entrustTask: task('task.entrust', { follower: null }),
  urgeTask: task('task.urge', {}),
  directTask: task('task.direct', { text: 'Khẩn trương' }),
  recordTaskDirectionOnPaper: task('task.direct', { ...onPaper, text: 'Khẩn trương' }),
  adviseOnTask: task('task.advise', { proposes: { about: 'late', text: 'Khẩn trương' }, reason }),
  decideTaskExtension: task('task.decideExtension', { grant: null, reason }),
  supplyTaskExtensionDocument: task('task.supplyDocument', { document }),
  answerTaskDispute: task('task.answerDispute', { lead: 'so-y-te', reason, document }),
  amendTask: task('task.amend', { document, change: { product: 'Khác' } }),
  withdrawTask: task('task.withdraw', { document, reason }),
  reopenTask: task('task.reopen', { reason }),
  correctTask: task('task.correct', { field: 'title', is: 'Khác', reason }),
  meetTaskCondition: task('task.meetCondition', { document, dueOn: '2013-06-28' }),
  renewTaskReview: task('task.renewReview', { reviewOn: '2013-12-31', reason }),
  seeTask: task('task.see'),
  reportTaskProgress: task('task.reportProgress', { text: 'Đang làm' }),
  askTaskPart: task('task.askPart', { holder: { agency: 'so-xay-dung' }, what: 'Số liệu', dueOn: '2013-02-01' }),
  answerTaskPart: { ...task('task.answerPart', { text: 'Đã gửi' }), places: { part: 'khong-co' } },
  submitTaskResult: task('task.submit', { evidence }),
  retractTaskResult: task('task.retract', { reason }),
  objectToTaskResult: task('task.object', { reason }),
  askTaskExtension: task('task.askExtension', { wanted: '2013-05-31', reason }),
  disputeTaskLead: task('task.disputeLead', { reason }),
  listTasksOfAgency: ofAgency,
  listTasksOfProgramme: register,
  listTasksFollowed: { ...register, asks: 'nothing' },
  readTask: task('task.read'),
  listEventsOfTask: task('task.read'),
}
