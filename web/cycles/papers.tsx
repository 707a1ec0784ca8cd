/** The papers of a cycle: its draft, what was issued or handed in, the receipt, the figures, the rows, the annex. */
import { useQuery } from '@tanstack/react-query'
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import { written } from '../../domain/days.ts'
import { mayDo } from '../act/may.ts'
import { clausesQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { FileLinks } from '../frame/fileLinks.tsx'
import { useOffice } from '../frame/office.tsx'
import { WordButton } from '../papers/wordButton.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { annexQuestion, figuresQuestion, rowsQuestion } from './papersQuestions.ts'
import { cycleWords } from './words.ts'

export function Papers({ cycle }: { readonly cycle: CycleView }) {
  const words = useRoomWords(cycleWords)
  const { draft, document, receipt, figures, annex, kind } = cycle
  // Those of an evaluation are in its scores.
  const hasFigures = figures !== undefined && kind === 'periodic-report'
  if (!draft && !document && !receipt && !hasFigures && !annex) return undefined
  return (
    <section aria-labelledby="van-ban-cua-dot">
      <h2 id="van-ban-cua-dot">{words.papers}</h2>
      {draft ? <Paper name={words.draft} paper={draft} /> : undefined}
      {document ? <Paper name={words.document} paper={document} /> : undefined}
      {receipt ? (
        <div className="paper">
          <h3>{words.receipt}</h3>
          <p>
            {written(receipt.on)}
            {receipt.remark ? (
              <>
                : <Written>{receipt.remark}</Written>
              </>
            ) : undefined}
          </p>
          <FileLinks files={receipt.onPaper?.files} />
        </div>
      ) : undefined}
      {annex ? <Annex cycle={cycle.id} /> : undefined}
      {hasFigures ? <Figures cycle={cycle.id} /> : undefined}
      {hasFigures ? <Rows cycle={cycle} /> : undefined}
      {hasFigures ? <ReportToSign cycle={cycle} /> : undefined}
    </section>
  )
}

function Paper({ name, paper }: { readonly name: string; readonly paper: NonNullable<CycleView['document']> }) {
  const { title, number, issuedOn, signer, files } = paper
  return (
    <div className="paper">
      <h3>{name}</h3>
      <p>
        <Written>{[number, title, issuedOn && written(issuedOn), signer].filter(Boolean).join(', ')}</Written>
      </p>
      <FileLinks files={files} />
    </div>
  )
}

function Annex({ cycle }: { readonly cycle: string }) {
  const words = useRoomWords(cycleWords)
  const { clause, number } = useWords()
  const { nameOf } = useOffice()
  return (
    <Asked answer={useQuery(annexQuestion(cycle))}>
      {({ assignments, agencies, groups }) => (
        <details className="behind">
          <summary>{words.annex(number(assignments.length))}</summary>
          <table className="tasks">
            <thead>
              <tr>
                <th scope="col">{words.clause}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.lead}</th>
              </tr>
            </thead>
            <tbody>
              {assignments.map(({ id, clause: place, title, lead, group }) => (
                <tr key={id}>
                  <td>{clause(place)}</td>
                  <td className="what">
                    <Written>{title}</Written>
                  </td>
                  <td>
                    <Written>
                      {agencies.find((one) => one.id === lead)?.name ??
                        groups.find((one) => one.id === group)?.name ??
                        (lead ? nameOf(lead) : group)}
                    </Written>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Asked>
  )
}

function Figures({ cycle }: { readonly cycle: string }) {
  const words = useRoomWords(cycleWords)
  const { classes, number } = useWords()
  return (
    <Asked answer={useQuery(figuresQuestion(cycle))}>
      {({ from, to, period: { carriedOver, given, fallenDue, reopened, end } }) => (
        <div className="paper">
          <h3>{words.frozen(written(from), written(to))}</h3>
          <dl className="besides">
            {(
              [
                [words.carriedOver, carriedOver],
                [words.given, given],
                [words.fallenDue, fallenDue],
                [words.reopened, reopened],
                [classes.doneOnTime, end.doneOnTime],
                [classes.doneLate, end.doneLate],
                [classes.openInTime, end.openInTime],
                [classes.openLate, end.openLate],
                [classes.withdrawn, end.withdrawn],
              ] as const
            ).map(([name, count]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{number(count)}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </Asked>
  )
}

/** The consolidated report, in the order of the programme. */
function Rows({ cycle }: { readonly cycle: CycleView }) {
  const office = useOffice()
  const parties = { lead: cycle.lead, givenBy: cycle.givenBy }
  return mayDo('cycle.readContributions', parties, office) === 'yes' ? <AllRows cycle={cycle} /> : undefined
}

/** Whoever may read what the agencies sent may have all of it as a paper, in either form. */
function ReportToSign({ cycle }: { readonly cycle: CycleView }) {
  const words = useRoomWords(cycleWords)
  const office = useOffice()
  const parties = { lead: cycle.lead, givenBy: cycle.givenBy }
  if (mayDo('cycle.readContributions', parties, office) !== 'yes') return undefined
  const path = `cycles/${cycle.id}/report`
  return (
    <p>
      <WordButton path={path} query={{ form: 'party' }}>
        {words.wordOfParty}
      </WordButton>{' '}
      <WordButton path={path} query={{ form: 'state' }}>
        {words.wordOfState}
      </WordButton>
    </p>
  )
}

function AllRows({ cycle }: { readonly cycle: CycleView }) {
  const words = useRoomWords(cycleWords)
  const { clause, number } = useWords()
  const { nameOf } = useOffice()
  const { data: clauses = [] } = useQuery(clausesQuestion(cycle.programme))
  return (
    <Asked answer={useQuery(rowsQuestion(cycle.id))}>
      {(rows) =>
        rows.length === 0 ? undefined : (
          <details className="behind">
            <summary>{words.rows(number(rows.length))}</summary>
            {[...Map.groupBy(rows, (row) => row.clause)].map(([place, own]) => (
              <div key={place} className="paper">
                <h3>
                  {clause(place)}{' '}
                  <span className="minor">
                    <Written>{clauses.find(({ id }) => id === place)?.title ?? ''}</Written>
                  </span>
                </h3>
                {own.map(({ agency, target, text, late }) => (
                  <p key={`${agency} ${target}`}>
                    <strong>
                      <Written>{nameOf(agency)}</Written>
                      {target ? `, ${target}` : ''}
                      {late ? ` (${words.late})` : ''}:
                    </strong>{' '}
                    <Written>{text}</Written>
                  </p>
                ))}
              </div>
            ))}
          </details>
        )
      }
    </Asked>
  )
}
