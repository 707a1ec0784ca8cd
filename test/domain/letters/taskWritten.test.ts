import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { distance, dueWritten, ended, remark, titleWritten } from '../../../domain/letters/taskWritten.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import { aTask, type Command, calendar, doctor, handIn, leader, lived, secretary } from '../tasks/builders.ts'

test.each<[string | undefined, string]>([
  [undefined, 'Báo cáo năm (mục III.2, ý 3)'],
  ['2013', 'Báo cáo năm, năm 2013 (mục III.2, ý 3)'],
  ['2013-Q2', 'Báo cáo năm, quý II năm 2013 (mục III.2, ý 3)'],
  ['giua-2012-2015', 'Báo cáo năm (mục III.2, ý 3)'],
])('the title of an occurrence %s names its period', (period, words) => {
  expect(titleWritten({ title: 'Báo cáo năm', clause: 'III.2-3', ...(period ? { period } : {}) })).toBe(words)
})

describe('how far a deadline is', () => {
  test.each<[CalendarDate, CalendarDate, string]>([
    ['2013-06-28', '2013-06-28', 'đến hạn hôm nay'],
    ['2013-06-28', '2013-06-27', 'còn 1 ngày làm việc'],
    ['2013-06-28', '2013-06-25', 'còn 3 ngày làm việc'],
    ['2013-06-30', '2013-06-28', 'hạn rơi vào ngày nghỉ, không còn ngày làm việc nào'],
    ['2013-06-28', '2013-07-01', 'quá hạn 1 ngày làm việc'],
    ['2013-06-28', '2013-07-05', 'quá hạn 5 ngày làm việc'],
    ['2013-06-28', '2013-06-29', 'đã quá hạn'],
    ['2012-12-31', '2012-12-25', 'còn 3 ngày làm việc'],
    ['2012-12-31', '2013-01-07', 'quá hạn 5 ngày làm việc'],
    ['2013-02-18', '2013-02-08', 'còn 1 ngày làm việc'],
  ])('%s, seen on %s: %s', (dueOn, day, words) => {
    expect(distance(dueOn, day, calendar)).toBe(words)
  })
})

describe('when it is due', () => {
  const submitted = lived(aTask(), ['2013-06-20', doctor, handIn])

  test.each<[string, Task, string | undefined]>([
    ['open', aTask(), 'Hạn: thứ Sáu, ngày 28/06/2013 (quá hạn 5 ngày làm việc).'],
    ['handed in, no longer measured by today', submitted, 'Hạn: thứ Sáu, ngày 28/06/2013.'],
    ['continuous', aTask({ dueOn: null, standing: { state: 'continuous' } }), 'Việc thường xuyên.'],
    [
      'conditional',
      aTask({ dueOn: null, standing: { state: 'conditional', condition: 'khi có nghị định', reviewOn: '2013-12-31' } }),
      'Chưa đủ điều kiện thực hiện: khi có nghị định. Ngày xem lại: 31/12/2013.',
    ],
    [
      'conditional, to be looked at before tracking began',
      aTask({
        dueOn: null,
        trackedFrom: '2014-01-01',
        standing: { state: 'conditional', condition: 'khi có nghị định', reviewOn: '2013-12-31' },
      }),
      'Chưa đủ điều kiện thực hiện: khi có nghị định. Ngày xem lại chưa được ấn định.',
    ],
    [
      'withdrawn without ever having a day',
      aTask({ dueOn: null, standing: { state: 'withdrawn', how: 'stopped', on: '2013-06-01', document: 'vb' } }),
      undefined,
    ],
  ])('%s', (_, task, words) => {
    expect(dueWritten(task, '2013-07-05', calendar)).toBe(words)
  })
})

test.each([
  ['Đề án', 'Đề án.'],
  ['Đề án. ', 'Đề án.'],
  ['Bao giờ?', 'Bao giờ?'],
])('%j ends as %j', (words, sentence) => {
  expect(ended(words)).toBe(sentence)
})

describe('what a step has to say', () => {
  const ask: Command<'askExtension'> = { type: 'askExtension', wanted: '2013-07-31', reason: 'chờ ý kiến các sở' }
  const onPaper = { arrivalNumber: '815', arrivedOn: '2013-06-20' } as const
  const paper: Command<'recordOnPaper'> = { type: 'recordOnPaper', evidence: [{ title: 'Đề án' }], ...onPaper }
  const decide = (grant: CalendarDate | null, day: CalendarDate = '2013-06-24') =>
    [day, leader, { type: 'decideExtension', grant, reason: 'chưa đủ căn cứ' }] as const
  const submitted = lived(aTask(), ['2013-06-20', doctor, handIn])
  const dated = (issuedOn: CalendarDate): Command<'submit'> => ({
    type: 'submit',
    evidence: [{ title: 'Đề án', issuedOn }],
  })
  const recorded = lived(aTask(), ['2013-06-21', secretary, paper])
  const granted = lived(aTask(), ['2013-06-20', doctor, ask], decide('2013-07-31'))
  const done = lived(submitted, ['2013-06-24', secretary, { type: 'accept' }])

  test.each<[Parameters<typeof remark>[0], string, Task, string | undefined]>([
    [
      'returned',
      'returned',
      lived(submitted, ['2013-06-24', secretary, { type: 'return', reason: 'thiếu số liệu' }]),
      'Lý do trả lại: thiếu số liệu.',
    ],
    ['returned', 'handed in again', submitted, undefined],
    [
      'reopened',
      'reopened',
      lived(done, ['2013-06-25', leader, { type: 'reopen', reason: 'cần bổ sung' }]),
      'Lý do mở lại: cần bổ sung.',
    ],
    [
      'extensionAsked',
      'asked in time',
      lived(aTask(), ['2013-06-20', doctor, ask]),
      'Xin gia hạn đến ngày 31/07/2013, gửi ngày 20/06/2013. Lý do: chờ ý kiến các sở.',
    ],
    [
      'extensionAsked',
      'asked late',
      lived(aTask(), ['2013-06-27', doctor, ask]),
      'Xin gia hạn đến ngày 31/07/2013, gửi ngày 27/06/2013 (xin muộn). Lý do: chờ ý kiến các sở.',
    ],
    [
      'undecided',
      'asked after it',
      lived(aTask(), ['2013-07-01', doctor, ask]),
      'Xin gia hạn đến ngày 31/07/2013, gửi ngày 01/07/2013 (xin sau hạn). Lý do: chờ ý kiến các sở.',
    ],
    [
      'extensionDecided',
      'granted in a meeting',
      granted,
      'Đồng ý gia hạn từ ngày 28/06/2013 đến ngày 31/07/2013 (quyết định tại cuộc họp, chờ thông báo kết luận).',
    ],
    [
      'extensionDecided',
      'granted by a document',
      lived(granted, ['2013-06-25', secretary, { type: 'supplyDocument', document: 'thong-bao' }]),
      'Đồng ý gia hạn từ ngày 28/06/2013 đến ngày 31/07/2013.',
    ],
    [
      'withdrawn',
      'stopped at the end of the programme',
      lived(aTask(), ['2013-06-20', secretary, { type: 'close', how: 'stopped', document: 'vb' }]),
      'Dừng thực hiện khi kết thúc chương trình.',
    ],
    [
      'withdrawn',
      'carried over at the end of the programme',
      lived(aTask(), ['2013-06-20', secretary, { type: 'close', how: 'carriedOver', document: 'vb' }]),
      'Chuyển tiếp khi kết thúc chương trình; không còn theo dõi trong chương trình này.',
    ],
    ['leadMoved', 'led by another', aTask(), 'Cơ quan không còn chủ trì việc này.'],
    [
      'extensionDecided',
      'refused',
      lived(aTask(), ['2013-06-20', doctor, ask], decide(null)),
      'Không đồng ý gia hạn, thời hạn giữ nguyên. Lý do: chưa đủ căn cứ.',
    ],
    [
      'extensionDecided',
      'refused after one was granted',
      lived(granted, ['2013-07-15', doctor, { ...ask, wanted: '2013-09-30' }], decide(null, '2013-07-16')),
      'Không đồng ý gia hạn, thời hạn giữ nguyên. Lý do: chưa đủ căn cứ.',
    ],
    [
      'disputed',
      'disputed',
      lived(aTask(), ['2013-01-10', doctor, { type: 'disputeLead', reason: 'thuộc Sở Tài chính' }]),
      'Kiến nghị về cơ quan chủ trì, gửi ngày 10/01/2013: thuộc Sở Tài chính.',
    ],
    [
      'directed',
      'directed twice',
      lived(
        aTask(),
        ['2013-01-10', leader, { type: 'direct', text: 'Làm ngay' }],
        ['2013-01-11', leader, { type: 'direct', text: 'Khẩn trương hoàn thành' }],
      ),
      'Ý kiến chỉ đạo ngày 11/01/2013: Khẩn trương hoàn thành.',
    ],
    ['disputeAnswered', 'answered', aTask(), 'Trả lời kiến nghị về cơ quan chủ trì: Sở Y tế chủ trì.'],
    [
      'amended',
      'amended',
      aTask(),
      'Nhiệm vụ đã được điều chỉnh theo văn bản của cơ quan giao; nội dung hiện hành như trên.',
    ],
    ['handedIn', 'in time', submitted, 'Kết quả nộp ngày 20/06/2013 (trong hạn).'],
    ['toAccept', 'late', lived(aTask(), ['2013-07-01', doctor, handIn]), 'Kết quả nộp ngày 01/07/2013 (quá hạn).'],
    [
      'toAccept',
      'dated in time, entered after',
      lived(aTask(), ['2013-07-01', doctor, dated('2013-06-28')]),
      'Kết quả nộp ngày 01/07/2013 (trong hạn, cập nhật chậm).',
    ],
    ['toAccept', 'on paper', recorded, 'Kết quả nhập thay, số đến 815, ngày đến 20/06/2013 (trong hạn).'],
    [
      'objected',
      'on hold',
      lived(recorded, ['2013-06-24', doctor, { type: 'object', reason: 'không phải bản cuối' }]),
      'Cơ quan chủ trì phản hồi về kết quả nhập thay: không phải bản cuối.',
    ],
    [
      'recordedForYou',
      'a result',
      recorded,
      'Văn phòng đã nhập thay kết quả gửi bằng văn bản giấy, số đến 815, ngày đến 20/06/2013.',
    ],
    [
      'recordedForYou',
      'a request',
      lived(aTask(), ['2013-06-21', secretary, { ...ask, onPaper }]),
      'Văn phòng đã nhập thay yêu cầu gia hạn gửi bằng văn bản giấy, số đến 815, ngày đến 20/06/2013.',
    ],
    [
      'withdrawn',
      'withdrawn',
      lived(aTask(), ['2013-03-01', secretary, { type: 'withdraw', document: 'vb', reason: 'có văn bản thay thế' }]),
      'Lý do dừng thực hiện: có văn bản thay thế.',
    ],
    ['late', 'late', aTask(), undefined],
    ['given', 'given', aTask(), undefined],
    ['alsoSoon', 'riding along', aTask(), undefined],
  ])('%s, %s', (what, _, task, words) => {
    expect(remark(what, task, 'Sở Y tế')).toBe(words)
  })
})
