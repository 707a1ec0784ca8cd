/** A programme file as parsed, small but with every kind of thing in it, and what a test changes in it. */
import type { Path } from '../../../domain/programme/problem.ts'

export type Tree = { [key: string]: unknown }

export function smallProgramme(changes: Tree = {}): Tree {
  return { ...base(), ...changes }
}

export function smallIllustration(changes: Tree = {}): Tree {
  return {
    schema: 1,
    programme: 'nho',
    document: {
      id: 'minh-hoa',
      title: 'Kế hoạch minh họa',
      number: null,
      issuedOn: '2013-01-31',
      issuer: 'ubnd',
      illustration: true,
    },
    agencies: [agency('so-y-te', { superior: 'ubnd' })],
    groups: [{ id: 'cac-so', name: 'Các sở', members: [{ agency: 'so-y-te' }] }],
    assignments: [
      assignment('II-1-01', { clause: 'II.1-01', lead: 'so-y-te', givenBy: 'ubnd', basis: 'minh-hoa' }),
      assignment('II-1-02', { clause: 'II.1-02', group: 'cac-so', givenBy: 'ubnd', basis: 'minh-hoa' }),
    ],
    ...changes,
  }
}

export function agency(id: string, fields: Tree = {}): Tree {
  const head = { position: 'Thủ trưởng', mailbox: `thutruong.${id}@example.com` }
  return { id, name: `Cơ quan ${id}`, mailbox: `${id}@example.com`, head, ...fields }
}

export function assignment(id: string, fields: Tree = {}): Tree {
  const schedule = { kind: 'continuous' }
  return { id, clause: 'III.1', kind: 'task', title: 'Việc', givenBy: 'thanh-uy', basis: 'vb', schedule, ...fields }
}

export function question(id: string, fields: Tree = {}): Tree {
  return { id, about: 'Hỏi', options: [{ id: 'a', text: 'Một' }], ...fields }
}

export const answerA = { option: 'a', by: 'Văn phòng Thành ủy', on: '2012-11-08', reason: 'Rõ' }

/** The tree with one place changed; `undefined` takes the place away. */
export function withChange(tree: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(tree)) {
    const changed = tree.map((item, index) => (index === key ? withChange(item, rest, value) : item))
    return rest.length === 0 && value === undefined ? changed.filter((_, index) => index !== key) : changed
  }
  const fields: Tree = typeof tree === 'object' && tree !== null ? { ...tree } : {}
  if (rest.length === 0 && value === undefined) delete fields[String(key)]
  else fields[String(key)] = withChange(fields[String(key)], rest, value)
  return fields
}

/** Every place of the tree, the top excepted. */
export function placesOf(tree: unknown, above: Path = []): Path[] {
  if (typeof tree !== 'object' || tree === null) return []
  const isList = Array.isArray(tree)
  return Object.entries(tree).flatMap(([key, value]) => {
    const path = [...above, isList ? Number(key) : key]
    return [path, ...placesOf(value, path)]
  })
}

function base(): Tree {
  return {
    schema: 1,
    id: 'nho',
    title: 'Chương trình nhỏ',
    document: 'vb',
    period: { from: '2012-11-08', to: '2020-12-31' },
    stages: [
      { id: 'gd-1', title: 'Giai đoạn 1', from: '2012-11-08', to: '2015-12-31' },
      { id: 'gd-2', title: 'Giai đoạn 2', from: '2016-01-01', to: '2020-12-31' },
    ],
    trackedFrom: '2013-01-01',
    settings: { acceptance: false, ladder: { before: [7, 3] } },
    documents: [
      { id: 'vb', title: 'Văn bản', number: '1-CTr/TU', issuedOn: '2012-11-08', issuer: 'thanh-uy', amends: ['vb-cu'] },
      { id: 'vb-cu', title: 'Văn bản cũ', number: null, issuedOn: null, issuer: 'thanh-uy' },
      { id: 'vb-khac', title: 'Văn bản khác', number: '2-KH/TU', issuedOn: '2013-01-02', issuer: 'ubnd' },
    ],
    agencies: [
      agency('thanh-uy', { office: 'vp' }),
      agency('vp', { superior: 'thanh-uy' }),
      agency('ubnd', { superior: 'thanh-uy' }),
      agency('ban-cu', {
        from: '2000-01-01',
        to: '2015-12-31',
        successors: [{ agency: 'ban-moi', from: '2016-01-01' }],
      }),
      agency('ban-moi', { from: '2016-01-01' }),
      agency('so-khac'),
    ],
    groups: [
      {
        id: 'cac-ban',
        name: 'Các ban',
        members: [{ agency: 'ban-cu', from: '2012-11-08', to: '2015-12-31' }, { agency: 'ban-moi' }],
      },
    ],
    sections: [
      { id: 'I', title: 'Chỉ tiêu' },
      { id: 'II', title: 'Nhiệm vụ' },
      { id: 'II.1', title: 'Mục một' },
      { id: 'III', title: 'Thực hiện' },
      { id: 'III.1', title: 'Các cấp' },
      { id: 'III.2', title: 'Mục không có ý' },
    ],
    clauses: [
      { id: 'I-1', title: 'Ý chỉ tiêu', quote: 'cuối năm 2015' },
      { id: 'II.1-01', title: 'Ý một', repeats: ['T01', 'I-1'] },
      { id: 'II.1-02', title: 'Ý hai', note: 'Ghi chú' },
      { id: 'III.1', title: 'Ý ba' },
      { id: 'III.1-1', title: 'Ý bốn' },
    ],
    targets: [
      {
        id: 'T01',
        clause: 'I-1',
        kind: 'at-most',
        metric: 'Tỷ lệ thất nghiệp',
        unit: '%',
        comparator: { question: 'A6', give: 'fall' },
        value: 4.5,
        printed: 'còn 4,5%',
        quote: 'cuối năm 2015',
        by: '2015-12-31',
      },
      {
        id: 'T02',
        clause: 'I-1',
        kind: 'less-than',
        metric: 'Tỷ lệ thất nghiệp',
        unit: '%',
        comparator: '<',
        value: 4,
        printed: 'dưới 4%',
        quote: 'đến năm 2020',
        by: { question: 'A5', give: 'endOf2020' },
        supersedes: 'T01',
        owner: 'ubnd',
      },
    ],
    assignments: [
      assignment('II-1-01', { clause: 'II.1-01' }),
      assignment('II-1-02', { clause: 'II.1-02', schedule: { kind: 'continuous', words: 'thường xuyên' } }),
      assignment('R01', {
        lead: 'ubnd',
        cooperating: [{ agency: 'ban-cu', part: 'góp ý' }, { agency: 'ban-moi' }],
        submittedTo: 'thanh-uy',
        product: 'Kế hoạch',
        schedule: { kind: 'once', dueOn: '2012-12-31', bound: 'within', opensOn: '2012-11-08' },
        quote: 'trong quý IV năm 2012',
      }),
      assignment('R02', {
        group: 'cac-ban',
        schedule: {
          kind: 'recurring',
          every: 'yearly',
          from: '2013-01-01',
          to: '2020-12-31',
          due: { month: 12, day: 20 },
          closing: { month: 11, day: 30 },
        },
      }),
      assignment('R03', { lead: 'ubnd', schedule: { question: 'A1', give: 'evaluations' } }),
      assignment('R04', { schedule: { kind: 'conditional', condition: 'Hết năm 2015', reviewOn: '2016-01-01' } }),
    ],
    questions: [
      question('A1', {
        clauses: ['III.1', 'II.1', 'T01'],
        options: [
          {
            id: 'a',
            text: 'Hai đợt',
            gives: {
              evaluations: {
                kind: 'dates',
                occurrences: [
                  { id: 'giua', title: 'Giữa', opensOn: '2014-04-01', closesOn: '2014-05-31', dueOn: '2014-06-30' },
                  { id: 'cuoi', opensOn: '2015-10-01', dueOn: '2015-12-31' },
                ],
              },
            },
          },
          { id: 'b', text: 'Một đợt', gives: { evaluations: { kind: 'continuous' } } },
        ],
        answer: answerA,
      }),
      question('A5', { options: [{ id: 'a', text: 'Cuối năm', gives: { endOf2020: '2020-12-31' } }], answer: answerA }),
      question('A6', { options: [{ id: 'a', text: 'Nhiều nhất', gives: { fall: '<=' } }], answer: answerA }),
      question('A7'),
    ],
  }
}
