/** Tổng quan: the four official classes as cells, what stands beside them, and each lead agency in a row. */
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { written } from '../../domain/days.ts'
import { type ClassCounts, fourClasses, totalOf } from '../../domain/tasks/classes.ts'
import { type Counted, countsQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { type Office, useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { Sign } from '../frame/signs.tsx'
import { statusSigns } from '../tasks/status.tsx'
import { useWords, Written } from '../words/language.tsx'
import { ClassBar, ClassPatterns } from './classBar.tsx'
import { Decisions } from './decisions.tsx'

const TargetsInShort = lazy(() =>
  import('../targets/targetsInShort.tsx').then(({ TargetsInShort }) => ({ default: TargetsInShort })),
)

const OverviewPapers = lazy(() =>
  import('./overviewPapers.tsx').then(({ OverviewPapers }) => ({ default: OverviewPapers })),
)

export function OverviewPage() {
  const { overview } = useWords()
  const office = useOffice()
  return (
    <>
      <PageTitle>{overview.title}</PageTitle>
      {office.programme ? <ProgrammeOverview programme={office.programme} office={office} /> : <p>{overview.none}</p>}
    </>
  )
}

function ProgrammeOverview({
  programme,
  office,
}: {
  readonly programme: NonNullable<Office['programme']>
  readonly office: Office
}) {
  const words = useWords()
  const { documents, clock, session } = office
  const document = documents.find(({ id }) => id === programme.document)
  const illustration = documents.find((one) => one.illustration)?.title
  const targets = mayEver('target.read', session.roles) ? (
    <Suspense>
      <TargetsInShort programme={programme.id} />
    </Suspense>
  ) : undefined
  const counts = mayEver('task.read', session.roles) ? (
    <CountsOf programme={programme.id} office={office}>
      {targets}
    </CountsOf>
  ) : (
    targets
  )
  return (
    <>
      <p className="sub">
        <Written>{programme.title}</Written>
        {'. '}
        {document?.number && document.issuedOn
          ? `${words.overview.document(document.number, written(document.issuedOn))}; `
          : ''}
        {words.overview.trackedFrom(written(programme.trackedFrom))}.
      </p>
      {mayEver('task.read', session.roles) ? (
        <Suspense fallback={<p>&nbsp;</p>}>
          <OverviewPapers programme={programme.id} />
        </Suspense>
      ) : undefined}
      {clock.movable ? <p className="note">{words.demoNote(illustration)}</p> : undefined}
      {mayEver('task.readDecisions', session.roles) ? <Decisions>{counts}</Decisions> : counts}
    </>
  )
}

interface CountsOfProps {
  readonly programme: string
  readonly office: Office
  /** Before the agencies one by one. */
  readonly children: ReactNode
}

function CountsOf({ programme, office, children }: CountsOfProps) {
  return (
    <Asked answer={useQuery(countsQuestion(programme, office.session))}>
      {(counted) => (
        <Counts counted={counted} office={office}>
          {children}
        </Counts>
      )}
    </Asked>
  )
}

function Counts({
  counted: { all, unassigned, byAgency },
  office,
  children,
}: {
  readonly counted: Counted
  readonly office: Office
  readonly children: ReactNode
}) {
  const words = useWords()
  return (
    <>
      <section aria-labelledby="bon-loai">
        <h2 id="bon-loai">{words.overview.four(words.number(totalOf(all)))}</h2>
        <ul className="cells">
          {fourClasses.map((name) => (
            <li key={name} className={name}>
              <Link href={office.here(`/nhiem-vu?loai=${name}`)}>
                <span className="count">{words.number(all[name])}</span>
                <span className="words">
                  <Sign name={statusSigns[name]} />
                  {words.classes[name]}
                </span>
              </Link>
            </li>
          ))}
        </ul>
        <ClassPatterns />
        <ClassBar counts={all} />
      </section>
      <section aria-labelledby="ngoai-bon-loai">
        <h2 id="ngoai-bon-loai">{words.overview.besides}</h2>
        <dl className="besides">
          {besides.map((name) => (
            <div key={name}>
              <dt>{words.classes[name]}</dt>
              <dd>
                <Count count={all[name]} href={office.here(`/nhiem-vu?loai=${name}`)} />
              </dd>
            </div>
          ))}
          {unassigned === undefined ? undefined : (
            <div>
              <dt>{words.classes.unassigned}</dt>
              <dd>{words.number(unassigned)}</dd>
            </div>
          )}
        </dl>
      </section>
      {children}
      {byAgency.length > 1 ? <AgencyTable byAgency={byAgency} office={office} /> : undefined}
    </>
  )
}

const besides = ['continuous', 'conditional', 'withdrawn', 'beforeTracking'] as const

function Count({ count, href }: { readonly count: number; readonly href: string }) {
  const { number } = useWords()
  return count > 0 ? <Link href={href}>{number(count)}</Link> : number(count)
}

const byName = new Intl.Collator('vi')

function AgencyTable({
  byAgency,
  office: { nameOf },
}: {
  readonly byAgency: Counted['byAgency']
  readonly office: Office
}) {
  const words = useWords()
  const rows = byAgency
    .map(({ agency, counts }) => ({ agency, counts, name: nameOf(agency) }))
    .toSorted((a, b) => byName.compare(a.name, b.name))
  const { overview } = words
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard
    <section className="wide" aria-labelledby="theo-co-quan" tabIndex={0}>
      <h2 id="theo-co-quan">{overview.byAgency}</h2>
      <table className="figures">
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {overview.agency}
            </th>
            <th colSpan={2} scope="colgroup">
              {overview.done}
            </th>
            <th colSpan={2} scope="colgroup">
              {overview.open}
            </th>
            <th rowSpan={2} scope="col">
              {overview.total}
            </th>
            {besides.map((name) => (
              <th key={name} rowSpan={2} scope="col">
                {words.status[name]}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">{overview.onTime}</th>
            <th scope="col">{overview.late}</th>
            <th scope="col">{overview.inTime}</th>
            <th scope="col">{overview.late}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ agency, counts, name }) => (
            <tr key={agency}>
              <th scope="row">
                <Written>{name}</Written>
                <ClassBar counts={counts} small />
              </th>
              {fourClasses.map((one) => (
                <Figure key={one} name={one} counts={counts} agency={agency} />
              ))}
              <td className="total">{words.number(totalOf(counts))}</td>
              {besides.map((one) => (
                <Figure key={one} name={one} counts={counts} agency={agency} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Figure({
  name,
  counts,
  agency,
}: {
  readonly name: (typeof fourClasses)[number] | (typeof besides)[number]
  readonly counts: ClassCounts
  readonly agency: string
}) {
  const { here } = useOffice()
  return (
    <td className={counts[name] > 0 ? name : 'zero'}>
      <Count count={counts[name]} href={here(`/nhiem-vu?loai=${name}&coquan=${agency}`)} />
    </td>
  )
}
