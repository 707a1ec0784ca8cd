import { describe, expect, test } from 'vitest'
import { isRefusal, type Refusal, type RefusalCode, sentence, stateWritten } from '../../domain/refusals.ts'

const day = '2013-06-28'
const later = '2013-07-01'

/** Each refusal once, with facts that show in its sentence. */
const refusals: { readonly [code in RefusalCode]: Omit<Extract<Refusal, { readonly code: code }>, 'code'> } = {
  'task-not-open': { state: 'submitted' },
  'task-not-submitted': { state: 'open' },
  'task-not-done': { state: 'continuous' },
  'task-not-conditional': { state: 'open' },
  'task-ended': { state: 'withdrawn' },
  'task-has-no-deadline': { state: 'continuous' },
  'no-evidence': {},
  'evidence-after-entry': { dated: later, entered: day },
  'arrival-in-future': { arrived: later, today: day },
  'not-a-day': { found: 'hôm qua' },
  'reason-missing': {},
  'text-missing': {},
  'document-missing': {},
  'own-result': {},
  'own-record': {},
  'own-request': {},
  'own-work': {},
  'extension-pending': { askedOn: day },
  'no-extension-asked': {},
  'task-not-late': {},
  'no-document-awaited': {},
  'extension-not-later': { wanted: day, dueOn: later },
  'dispute-pending': {},
  'no-dispute': {},
  'too-many-parts': { most: 50 },
  'unknown-part': { part: 'Số liệu' },
  'not-your-part': { part: 'Số liệu' },
  'not-cooperating': { agency: 'so-y-te' },
  'part-already-answered': { part: 'Số liệu' },
  'part-after-deadline': { wanted: later, dueOn: day },
  'not-recorded-on-paper': {},
  'already-on-hold': {},
  'already-urged': {},
  'held-as-disowned': { what: 'result' },
  'not-by-link': {},
  'link-invalid': {},
  'link-expired': {},
  'link-withdrawn': {},
  'link-used': { what: 'kết quả', on: '2015-03-05', by: 'Nguyễn Văn A, chuyên viên' },
  'nothing-to-answer': {},
  'nothing-to-change': {},
  'annex-applied': { on: day },
  'annex-not-applied': {},
  'annex-in-use': { assignments: ['nho_once'] },
  'annex-without-rows': {},
  'review-unfinished': { entered: 3, all: 7 },
  'document-too-long': { most: 1500000 },
  'annex-too-long': { most: 300 },
  'unknown-row': { row: 7 },
  'lead-also-cooperates': { agency: 'so-y-te' },
  'already-given': {},
  'not-given': {},
  'assignment-withdrawn': {},
  'opened-otherwise': {},
  'proposal-pending': { on: day },
  'no-proposal': {},
  'unknown-group': { group: 'quan-huyen' },
  'unknown-agency': { agency: 'so-y-te' },
  'unknown-document': { document: 'ke-hoach' },
  'programme-not-in-force': {},
  'launched-otherwise': { programme: '28-ctrhd-tu' },
  'before-document': { issuedOn: later, today: day },
  'registered-otherwise': { kind: 'agency', id: 'so-y-te', name: 'Sở Y tế', differs: ['mailbox'] },
  'tasks-undecided': { count: 3 },
  'holders-undecided': { count: 3 },
  'agency-ended': { agency: 'so-y-te', on: day },
  'new-password-needed': {},
  'password-too-short': { least: 12, found: 7 },
  'password-common': {},
  'password-personal': {},
  'password-unchanged': {},
  'password-wrong': {},
  'account-tried-often': { seconds: 9 },
  'accounts-elsewhere': {},
  'not-before': { on: later, today: day },
  'cycle-not-at-stage': { stage: 'gathering' },
  'cycle-ended': { stage: 'ended' },
  'row-twice': { row: 2, clause: 'I.1-01' },
  'row-outside-form': { row: 3, clause: 'I.1-01', target: 'T01', why: 'notYours' },
  'contribution-not-open': { contribution: 'sent' },
  'contribution-not-sent': { contribution: 'asked' },
  'gathering-closed': {},
  'paper-incomplete': {},
  'cycle-day-after-due': { wanted: later, dueOn: day },
  'figures-missing': { targets: ['T05', 'T07'] },
  'unknown-assignment': { assignment: 'nho_moi' },
  'unknown-clause': { clause: 'IX.9' },
  'unknown-proposal': { proposal: 'kn-1' },
  'proposal-taken-up': { proposal: 'kn-1', assignment: 'nho_moi' },
  'entered-otherwise': { assignment: 'nho_moi', title: 'Xây trường' },
  'document-below-level': { issuer: 'so-y-te', givenBy: 'thanh-uy' },
  'date-passed': { wanted: day, today: later },
  'too-long': { most: 2000 },
  'too-many': { most: 50 },
  'unknown-target': { target: 'T05' },
  'own-target': { target: 'T05' },
  'targets-unjudged': { count: 3 },
  'own-conclusion': {},
  'not-sealed': {},
  'day-ahead': { wanted: later, today: day },
  'day-passed': { wanted: day, today: later },
  'nothing-late': {},
  'period-backwards': { from: later, to: day },
  'secrecy-undeclared': {},
  'secrecy-mark': {},
  'file-not-sent': {},
  'file-empty': {},
  'file-too-large': { most: 25 },
  'file-kind-unknown': {},
  'pdf-unreadable': {},
  'destruction-pending': { on: day },
  'no-destruction-asked': {},
  'own-destruction': {},
  'still-serving': {},
  'not-removable': {},
  'file-destroyed': {},
  'file-name-differs': { kind: 'pdf' },
  'document-unreadable': { why: 'scan' },
  'unknown-file': { file: 'f-1' },
  'figure-doubtful': { doubts: [{ code: 'tenfold', sentence: 'Đơn vị là % hay ‰? Nếu đúng, hãy xác nhận.' }] },
  'figure-corrected': {},
  'superior-circle': { agency: 'so-y-te' },
  'nothing-on-hold': {},
  'follower-elsewhere': { person: 'Người khác' },
  'unknown-person': { person: 'chuyen-vien' },
  'last-administrator': {},
  'no-trail': {},
  'not-found': { thing: 'TASK#x' },
  'no-backups-here': {},
  'clock-is-real': {},
  'clock-moving': { to: later },
  'clock-goes-forward': { wanted: day, today: later },
  'clock-too-far': { wanted: later, latest: day },
  'no-deadline-ahead': { today: day },
  'not-allowed': {},
  'changed-meanwhile': {},
}

describe('every refusal has its sentence', () => {
  // What the record holds is a refusal by its type; its entries have lost which facts go with which code.
  const all = Object.entries(refusals).map(([code, facts]) => ({ code, ...facts }) as Refusal)

  test.each(all)('$code', (refusal) => {
    const words = sentence(refusal)
    const last = words.split(/(?<=\.) /).at(-1) ?? ''
    // It ends with what to do, addressed to the reader or to the body that can do it.
    expect(last).toMatch(/^(Hãy|Đề nghị|Nếu|Muốn|Để) .*\.$/)
    expect(last).toMatch(/hãy |đề nghị |^Hãy |^Đề nghị /)
    expect(words.length).toBeGreaterThan(last.length)
    expect(words).not.toMatch(/undefined|NaN|\[object|"|\d{4}-\d{2}-\d{2}|\b(task|state|open|submitted)\b/)
    for (const fact of Object.values(refusal).slice(1)) {
      if (typeof fact === 'number') expect(words).toContain(String(fact))
      else if (typeof fact === 'string' && /^\d{4}-/.test(fact))
        expect(words).toContain(fact.split('-').toReversed().join('/'))
    }
  })

  test('no two alike', () => {
    expect(new Set(all.map(sentence)).size).toBe(all.length)
  })
})

test('whoever meets an unknown agency is sent to the document that gives the work', () => {
  const words = sentence({ code: 'unknown-agency', agency: 'so-y-te' })
  expect(words).toContain('văn bản giao việc phải nêu cơ quan đó cùng địa chỉ thư')
  expect(words).not.toContain('trang Quản trị')
})

test('an agency that has ended ended on its last day', () => {
  expect(sentence({ code: 'agency-ended', agency: 'so-y-te', on: day })).toContain(
    'đã kết thúc hoạt động ngày 28/06/2013',
  )
})

test('the states of a task are said as the office says them', () => {
  expect((['open', 'submitted', 'done', 'withdrawn', 'continuous', 'conditional'] as const).map(stateWritten)).toEqual([
    'đang thực hiện',
    'chờ xác nhận',
    'đã hoàn thành',
    'đã dừng thực hiện',
    'thường xuyên, không có thời hạn',
    'chưa đủ điều kiện thực hiện',
  ])
})

test('a refusal is told from an event by its code', () => {
  expect(isRefusal({ code: 'no-evidence' })).toBe(true)
  expect(isRefusal({ type: 'seen' })).toBe(false)
})
