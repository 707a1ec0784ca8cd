/** The illustrated plan of the first programme as the annex that it would come with. */
import { nameOf } from '../../../domain/agencies/directory.ts'
import { written } from '../../../domain/days.ts'
import { clauseWritten } from '../../../domain/programme/clause.ts'
import type { Programme } from '../../../domain/programme/schema.ts'
import { readIllustration, readProgramme } from '../../../local/programme/file.ts'
import type { AnnexCells } from './annexFiles.ts'

/** The programme with the bodies of the illustrated plan, and that plan as an annex of a row a clause. */
export function illustratedPlan() {
  const path = 'programmes/28-ctrhd-tu/'
  const file = readProgramme(`${path}programme.yaml`)
  if (!('programme' in file)) throw new Error('the programme is not sound')
  const demo = readIllustration(`${path}assignments.demo.yaml`, file.programme)
  if (!('illustration' in demo)) throw new Error('the illustration is not sound')
  const { agencies, groups, assignments } = demo.illustration
  const programme: Programme = {
    ...file.programme,
    agencies: [...file.programme.agencies, ...agencies],
    groups: [...file.programme.groups, ...groups],
  }
  const directory = new Map(programme.agencies.map((one) => [one.id, one]))
  const name = (id: string) => directory.get(id)?.name ?? programme.groups.find((group) => group.id === id)?.name ?? id
  const entries = new Map(assignments.map((entry) => [entry.clause, entry]))
  const rows = programme.assignments
    .filter(({ clause }) => clause.startsWith('II.'))
    .map((own, index): AnnexCells => {
      const entry = entries.get(own.clause) ?? own
      const { schedule, lead, group, cooperating = [], product = '', title } = entry
      return {
        number: String(index + 1),
        // Every other row by its words alone.
        place: index % 2 === 0 ? clauseWritten(own.clause) : '',
        what: title,
        lead: name(lead ?? group ?? ''),
        cooperating: cooperating.map(({ agency }) => nameOf(agency, directory)).join('\n'),
        product,
        time: schedule.kind === 'once' ? written(schedule.dueOn) : entry === own ? '' : timeOf(schedule),
      }
    })
  return { programme, rows, entries: [...entries.values()], agencies, groups }
}

type Schedule = Programme['assignments'][number]['schedule']

function timeOf(schedule: Schedule): string {
  if (schedule.kind !== 'recurring' || schedule.every !== 'yearly') return 'Thường xuyên'
  return `Trước ngày ${schedule.due.day}/${schedule.due.month} hằng năm`
}
