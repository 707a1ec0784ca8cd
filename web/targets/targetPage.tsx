/** One target: what is asked, how it stands and why, its course to the milestones, every figure that was entered. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { written } from '../../domain/days.ts'
import type { ProgrammeView } from '../../domain/programme/programmeView.ts'
import { computedWritten, numberWritten, withUnit } from '../../domain/targets/numbers.ts'
import type { TargetView } from '../../domain/targets/targetView.ts'
import { Asked } from '../frame/asked.tsx'
import { Fact } from '../frame/fact.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { TargetActions } from './acts/actions.tsx'
import { Compositions } from './compositions.tsx'
import { type Course, courseShown } from './course.ts'
import { CourseChart } from './courseChart.tsx'
import { Entries } from './entries.tsx'
import { targetQuestion } from './questions.ts'
import { TargetStanding } from './standing.tsx'
import './targets.css'
import { targetWords } from './words.ts'

export function TargetPage({ id }: { readonly id: string }) {
  const words = useRoomWords(targetWords)
  const { programme } = useOffice()
  return (
    <>
      <p className="back">
        <Link href="/chi-tieu">← {words.back}</Link>
      </p>
      {programme ? <OfProgramme programme={programme} id={id} /> : <p>{words.none}</p>}
    </>
  )
}

function OfProgramme({ programme, id }: { readonly programme: ProgrammeView; readonly id: string }) {
  return (
    <Asked answer={useQuery(targetQuestion(programme.id, id))} whole>
      {({ value }) => <Whole target={value} programme={programme} />}
    </Asked>
  )
}

function Whole({ target, programme }: { readonly target: TargetView; readonly programme: ProgrammeView }) {
  const words = useRoomWords(targetWords)
  const { clause } = useWords()
  const { today } = useOffice()
  const course = courseShown(target)
  return (
    <article>
      <p className="sub">{clause(target.clause)}</p>
      <PageTitle>
        <Written>{target.metric}</Written>
      </PageTitle>
      <p className="standing">
        <TargetStanding target={target} />
        <Written>{target.goal}</Written>
      </p>
      <p>
        <Written>{target.written}</Written>
      </p>
      <TargetActions programme={programme} target={target} />
      <CourseChart course={course} from={programme.period.from} today={today} />
      <CourseTable course={course} />
      <div className="twoColumns">
        <section aria-labelledby="yeu-cau">
          <h2 id="yeu-cau">{words.goal}</h2>
          <Facts target={target} />
        </section>
        {/* One milestone alone has been told above. */}
        {target.marks.length > 1 ? (
          <section aria-labelledby="cac-moc">
            <h2 id="cac-moc">{words.marks}</h2>
            <Marks target={target} />
          </section>
        ) : undefined}
      </div>
      {target.areas.length > 0 ? <Compositions programme={programme.id} target={target} /> : undefined}
      <Entries programme={programme} target={target} />
    </article>
  )
}

function CourseTable({ course: { figures, unit } }: { readonly course: Course }) {
  const words = useRoomWords(targetWords)
  if (figures.length === 0) return
  return (
    <details className="behind">
      <summary>{words.chart.asTable}</summary>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.chart.path}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ day, value, periodWritten, kind, onPath }) => (
            <tr key={day}>
              <th scope="row">
                <Written>{periodWritten}</Written>
              </th>
              <td>{withUnit(computedWritten(value), unit)}</td>
              <td>{words.kinds[kind]}</td>
              <td>{onPath === undefined ? '' : withUnit(computedWritten(onPath), unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Facts({ target }: { readonly target: TargetView }) {
  const words = useRoomWords(targetWords)
  const { nameOf } = useOffice()
  const { baseline, unit, unitOfFigures, direction, needed, owner, printed, quote } = target
  return (
    <dl className="facts">
      <Fact name={words.quote} office>
        {printed === quote ? quote : `${printed} (${quote})`}
      </Fact>
      {unit ? (
        <Fact name={words.unit} office>
          {unit}
        </Fact>
      ) : undefined}
      {direction ? <Fact name={words.direction}>{words.directions[direction]}</Fact> : undefined}
      {baseline ? (
        <Fact name={words.baseline} office>
          {words.baselineOf(baseline.year, withUnit(numberWritten(baseline.value), unitOfFigures), baseline.source)}
        </Fact>
      ) : undefined}
      {needed ? (
        <Fact name={words.needed} office>
          {needed}
        </Fact>
      ) : undefined}
      <Fact name={words.owner}>{owner ? <Written>{nameOf(owner)}</Written> : words.noOwner}</Fact>
    </dl>
  )
}

function Marks({ target: { marks } }: { readonly target: TargetView }) {
  return (
    <ul className="marks">
      {marks.map((mark) => (
        <li key={mark.by}>
          <p className="standing">
            <TargetStanding target={mark} />
            {mark.by ? <time dateTime={mark.by}>{written(mark.by)}</time> : undefined}
          </p>
          <p className="minor">
            <Written>{mark.written}</Written>
          </p>
        </li>
      ))}
    </ul>
  )
}
