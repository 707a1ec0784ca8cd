/** The first page: each programme in force, its four classes and what stands beside them, by agency; the latest letters. */
import { nameOf } from '../../domain/agencies/directory.ts'
import { weekdayWritten, written } from '../../domain/days.ts'
import type { ProgrammeState } from '../../domain/programme/programmeState.ts'
import type { Document } from '../../domain/programme/schema.ts'
import { type ClassCounts, type FourClass, fourClasses, totalOf } from '../../domain/tasks/classes.ts'
import type { Table } from '../../functions/services.ts'
import { allAssignments } from '../../functions/stores/assignments.ts'
import { countsOfProgramme } from '../../functions/stores/counts.ts'
import { lettersKept } from '../../functions/stores/letters.ts'
import { registersOf } from '../../functions/stores/programmes.ts'
import { load } from '../../functions/stores/record.ts'
import { type Folder, isUnused } from '../folder/folder.ts'
import { type Html, html } from './html.ts'
import { demoNote, type Page, page } from './layout.ts'
import { letterList } from './letterPages.ts'

const lettersShown = 10

export async function overviewPage(folder: Folder): Promise<Page> {
  const { table, clock, kind } = folder
  const isDemo = kind === 'demo'
  const overviews = await overviewsOf(folder)
  const { letters } = await lettersKept(table, { limit: lettersShown })
  const today = clock.today()
  const illustration = overviews.find((one) => one.illustration)?.illustration
  return page(
    'Tình hình thực hiện',
    html`<h1>Tình hình thực hiện</h1>
<p class="today">Hôm nay${isDemo ? ' (mô phỏng)' : ''}: <time datetime="${today}">${weekdayWritten(today)}, ngày ${written(today)}</time></p>
${isDemo ? demoNote(illustration) : undefined}
${overviews.length === 0 ? html`<p>Chưa có chương trình nào đang thực hiện.</p>` : overviews.map(programmeSection)}
<section aria-labelledby="thu">
<h2 id="thu">Hộp thư đi</h2>
${letterList(letters)}
${letters.length === lettersShown ? html`<p><a href="/thu">Xem tất cả thư</a></p>` : undefined}
</section>
<p class="coming">Trang này chỉ để xem. Các trang làm việc (giao việc, báo cáo, xác nhận, gia hạn, đánh giá) sẽ có trong những bản sau.</p>`,
  )
}

interface Overview {
  readonly programme: ProgrammeState
  readonly document: Document | undefined
  readonly all: ClassCounts
  readonly agencies: readonly { readonly name: string; readonly counts: ClassCounts }[]
  readonly unassigned: number
  /** The title of a document that only illustrates, where assignments rest on one. */
  readonly illustration: string | undefined
}

async function overviewsOf(folder: Folder): Promise<readonly Overview[]> {
  // Before the first launch there is no register to read.
  if (isUnused(folder)) return []
  const { table, clock } = folder
  const { directory, programmes } = await registersOf(table)
  const inForce = [...programmes.values()].filter(({ status }) => status === 'inForce')
  return Promise.all(
    inForce.map(async (programme): Promise<Overview> => {
      const { all, byAgency } = await countsOfProgramme(table, programme.id, clock.today())
      const { unassigned, bases } = await givenIn(table, programme.id)
      const documents = await Promise.all(
        [programme.document, ...bases].map((id) => documentOf(table, programme.id, id)),
      )
      const agencies = [...byAgency].map(([id, counts]) => ({ name: nameOf(id, directory), counts }))
      return {
        programme,
        document: documents[0],
        all,
        agencies: agencies.toSorted((a, b) => byVietnameseName.compare(a.name, b.name)),
        unassigned,
        illustration: documents.find((one) => one?.illustration)?.title,
      }
    }),
  )
}

const byVietnameseName = new Intl.Collator('vi')

async function givenIn(table: Table, programme: string): Promise<{ unassigned: number; bases: ReadonlySet<string> }> {
  const bases = new Set<string>()
  let unassigned = 0
  for (const { to, basis } of await allAssignments(table, programme)) {
    bases.add(basis)
    if (!to) unassigned += 1
  }
  return { unassigned, bases }
}

async function documentOf(table: Table, programme: string, id: string): Promise<Document | undefined> {
  return (await load<Document>(table, 'DOCUMENT', `${programme}_${id}`))?.state
}

function programmeSection({ programme, document, all, agencies, unassigned }: Overview): Html {
  const { id, title } = programme
  return html`<section aria-labelledby="ten-${id}">
<h2 id="ten-${id}">${title}</h2>
<p>${document?.number ? `Văn bản số ${document.number}` : 'Văn bản chưa có số'}${document?.issuedOn ? ` ngày ${written(document.issuedOn)}` : ''}; theo dõi từ ngày ${written(programme.trackedFrom)}.</p>
<h3 id="loai-${id}">Bốn loại kết quả: ${count(totalOf(all))} nhiệm vụ có thời hạn</h3>
<ul class="classes" aria-labelledby="loai-${id}">
${fourClasses.map(
  (
    name,
  ) => html`<li class="${name}"><span class="count">${count(all[name])}</span> <span aria-hidden="true">${classSigns[name]}</span> <span class="words">${classNames[name]}</span></li>
`,
)}</ul>
<h3 id="ngoai-${id}">Ngoài bốn loại</h3>
<dl class="facts" aria-labelledby="ngoai-${id}">
${besides(all, unassigned).map(
  ([words, value]) => html`<div><dt>${words}</dt><dd>${count(value)}</dd></div>
`,
)}</dl>
${agencyTable(id, agencies)}
</section>
`
}

const classNames: { readonly [name in FourClass]: string } = {
  doneOnTime: 'Hoàn thành đúng hạn',
  doneLate: 'Hoàn thành quá hạn',
  openInTime: 'Chưa hoàn thành, trong hạn',
  openLate: 'Chưa hoàn thành, quá hạn',
}

/** Beside the words and the colour, for whoever does not see the colour. */
const classSigns: { readonly [name in FourClass]: string } = {
  doneOnTime: '✓',
  doneLate: '✓',
  openInTime: '○',
  openLate: '▲',
}

function besides(all: ClassCounts, unassigned: number): readonly (readonly [string, number])[] {
  return [
    ['Thường xuyên', all.continuous],
    ['Chưa đủ điều kiện thực hiện', all.conditional],
    ['Dừng thực hiện', all.withdrawn],
    ['Kết quả cũ, trước ngày bắt đầu theo dõi', all.beforeTracking],
    ['Chưa phân công', unassigned],
  ]
}

const columns = [
  'doneOnTime',
  'doneLate',
  'openInTime',
  'openLate',
  'total',
  'continuous',
  'conditional',
  'withdrawn',
] as const

function agencyTable(id: string, agencies: Overview['agencies']): Html {
  return html`<div class="wide" role="region" aria-labelledby="bang-${id}" tabindex="0">
<table>
<caption id="bang-${id}">Theo cơ quan chủ trì</caption>
<thead>
<tr><th rowspan="2" scope="col">Cơ quan</th><th colspan="2" scope="colgroup">Hoàn thành</th><th colspan="2" scope="colgroup">Chưa hoàn thành</th><th rowspan="2" scope="col">Cộng</th><th rowspan="2" scope="col">Thường xuyên</th><th rowspan="2" scope="col">Chưa đủ điều kiện</th><th rowspan="2" scope="col">Dừng thực hiện</th></tr>
<tr><th scope="col">đúng hạn</th><th scope="col">quá hạn</th><th scope="col">trong hạn</th><th scope="col">quá hạn</th></tr>
</thead>
<tbody>
${agencies.map(({ name, counts }) => {
  const figures = { ...counts, total: totalOf(counts) }
  return html`<tr><th scope="row">${name}</th>${columns.map((column) => html`<td${figures[column] > 0 ? html` class="${column}"` : undefined}>${count(figures[column])}</td>`)}</tr>
`
})}</tbody>
</table>
</div>`
}

const whole = new Intl.NumberFormat('vi-VN')

function count(value: number): string {
  return whole.format(value)
}
