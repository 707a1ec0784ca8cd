/** An annex read from its file and laid beside the programme: what each row would give, and what somebody must say first. */
import type { Annex } from '../../domain/annex/annex.ts'
import { bodyReader } from '../../domain/annex/bodies.ts'
import { clauseMatcher } from '../../domain/annex/match.ts'
import { proposalsOf, type RowProposal } from '../../domain/annex/proposals.ts'
import { annexRows } from '../../domain/annex/rows.ts'
import type { Assignment } from '../../domain/assignments/assignment.ts'
import { isGoing } from '../../domain/files/file.ts'
import { wordsByClause } from '../../domain/programme/documentText.ts'
import type { Document } from '../../domain/programme/schema.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { tableCells } from '../reading/tableCells.ts'
import type { HttpServices } from '../services.ts'
import { annexById, keepAnnex, rowsOfAnnex } from '../stores/annexes.ts'
import { allAssignments } from '../stores/assignments.ts'
import { fileById } from '../stores/files.ts'
import { documentTextOf, type ProgrammeContext } from '../stores/programmes.ts'

const mostRows = 300
/** What it was read to, and what it gives, are each an item of the table. */
const mostBytes = 200_000

/** The same file on the same paper is the same annex, however often it is sent. */
export async function readAnnex(
  services: Pick<HttpServices, 'table' | 'clock' | 'files'>,
  programme: string,
  document: Document,
  broughtDocument: boolean,
  fileId: string,
  actor: Actor,
): Promise<Annex | Refusal> {
  const { table, files, clock } = services
  const file = await fileById(table, fileId)
  if (file?.programme !== programme) return { code: 'unknown-file', file: fileId }
  if (isGoing(file) || !('name' in file)) return { code: 'file-destroyed' }
  const id = `${programme}_${document.id}_${file.sha256.slice(0, 12)}`
  const known = await annexById(table, id)
  if (known) return known
  const bytes = await files.kept(file.sha256)
  const cells = bytes && tableCells(bytes, file.kind)
  const rows = cells ? annexRows(cells) : []
  if (rows.length === 0) return { code: 'annex-without-rows' }
  if (rows.length > mostRows || JSON.stringify(rows).length > mostBytes)
    return { code: 'annex-too-long', most: mostRows }
  const annex: Annex = {
    id,
    programme,
    document: document.id,
    broughtDocument,
    ...(document.issuedOn ? { issuedOn: document.issuedOn } : {}),
    issuer: document.issuer,
    files: [file.id],
    fileName: file.name,
    rows: rows.length,
    answers: [],
    standing: { state: 'read', on: clock.today() },
  }
  await keepAnnex(services, annex, rows, actor)
  return (await annexById(table, id)) ?? annex
}

export interface AnnexLaidOut {
  readonly proposals: readonly RowProposal[]
  readonly assignments: ReadonlyMap<string, Assignment>
  /** What of the programme's own part no row gives, of the parts that the annex speaks of, and nobody was given yet. */
  readonly missing: readonly Assignment[]
}

export async function layOutAnnex(
  { table }: Pick<HttpServices, 'table'>,
  { programme, groups, directory }: ProgrammeContext,
  annex: Annex,
): Promise<AnnexLaidOut> {
  const [all, text, rows] = await Promise.all([
    allAssignments(table, annex.programme),
    documentTextOf(table, annex.programme),
    rowsOfAnnex(table, annex.id),
  ])
  const words = wordsByClause(text)
  const assignments = new Map(all.map((one) => [one.id, one]))
  const match = clauseMatcher(
    all.map(({ id, clause, title }) => {
      const said = words.get(clause)
      return { assignment: id, clause, title, ...(said === undefined ? {} : { words: said }) }
    }),
  )
  const read = bodyReader(directory, groups)
  const proposals = proposalsOf(rows, annex.answers, {
    assignments,
    groups,
    match,
    read,
    issuedOn: annex.issuedOn,
    until: programme.period.to,
  })
  const named = new Set(proposals.flatMap(({ gives }) => gives.map(({ assignment }) => assignment)))
  const missing = all.filter(({ id, to, withdrawn }) => !to && !withdrawn && !named.has(id))
  return { proposals, assignments, missing }
}
