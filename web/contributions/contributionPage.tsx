/** What one agency owes to a cycle: its form to be filled and sent, what was sent, what can be done with it, its history. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { contributionCan } from '../../domain/cycles/contribution.ts'
import type { ContributionView } from '../../domain/cycles/contributionView.ts'
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import { written } from '../../domain/days.ts'
import { type Refusal, sentence } from '../../domain/refusals.ts'
import { type Asker, mayDo, type Offer } from '../act/may.ts'
import { OfferBar } from '../act/offerBar.tsx'
import type { Versioned } from '../api/ask.ts'
import { cycleQuestion, eventsPage } from '../api/questions.ts'
import { Asked, togetherAsked } from '../frame/asked.tsx'
import { Fact } from '../frame/fact.tsx'
import { Happenings } from '../frame/happenings.tsx'
import { InProgramme, useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { TaskTitle } from '../tasks/taskList.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import type { ContributionActName } from './contributionAct.tsx'
import './contributions.css'
import { contributionQuestion } from './questions.ts'
import { SentContent } from './sentContent.tsx'
import { contributionWords } from './words.ts'

const SendForm = lazy(() => import('./sendForm.tsx').then(({ SendForm }) => ({ default: SendForm })))
const ContributionAct = lazy(() =>
  import('./contributionAct.tsx').then(({ ContributionAct }) => ({ default: ContributionAct })),
)

export function ContributionPage({ id }: { readonly id: string }) {
  const contribution = useQuery({ ...contributionQuestion(id), refetchOnWindowFocus: false })
  return (
    <Asked answer={contribution} whole>
      {(seen) => (
        <InProgramme programme={seen.value.programme}>
          <OfCycle contribution={seen} />
        </InProgramme>
      )}
    </Asked>
  )
}

function OfCycle({ contribution }: { readonly contribution: Versioned<ContributionView> }) {
  const cycle = useQuery(cycleQuestion(contribution.value.cycle))
  return (
    <Asked answer={togetherAsked(cycle)} whole>
      {([seen]) => <Whole contribution={contribution} cycle={seen.value} />}
    </Asked>
  )
}

interface WholeProps {
  readonly contribution: Versioned<ContributionView>
  readonly cycle: CycleView
}

function Whole({ contribution, cycle }: WholeProps) {
  const words = useRoomWords(contributionWords)
  const { nameOf, ...office } = useOffice()
  const { value } = contribution
  const maySend =
    contributionCan('send', value) === 'yes' && mayDo('contribution.send', partiesOf(value, cycle), office) === 'yes'
  return (
    <article>
      <p className="back">
        <Link href={`/dot-ky/${cycle.id}`}>
          ← {words.back}: <TaskTitle task={cycle} />
        </Link>
      </p>
      <p className="sub">
        <Written>{nameOf(value.agency)}</Written>
      </p>
      <PageTitle>{words.kinds[value.kind]}</PageTitle>
      <Standing contribution={value} />
      <Actions contribution={contribution} cycle={cycle} />
      <Facts contribution={value} />
      {value.content ? <SentContent content={value.content} programme={value.programme} /> : undefined}
      {maySend ? (
        <Suspense>
          <SendForm key={`${value.state} ${value.sentOn}`} contribution={contribution} cycle={cycle} />
        </Suspense>
      ) : value.content ? undefined : (
        <p>{words.noContent}</p>
      )}
      <section aria-labelledby="dien-bien">
        <h2 id="dien-bien">{words.history}</h2>
        <Happenings
          name={value.id}
          page={(cursor) => eventsPage(`contributions/${value.id}`, cursor)}
          called={words.events}
          isQuiet={({ type }) => type === 'contributionSpokenOf'}
        />
      </section>
    </article>
  )
}

function partiesOf({ agency }: Pick<ContributionView, 'agency'>, { lead }: Pick<CycleView, 'lead'>) {
  return { lead: agency, givenBy: lead }
}

function Standing({ contribution }: { readonly contribution: ContributionView }) {
  const words = useRoomWords(contributionWords)
  const { cycles, nearness } = useWords()
  const { today, calendar } = useOffice()
  const { state, kind, dueOn, sentOn, inTime, returned, objected, withdrawn } = contribution
  const isOwed = state === 'asked' || state === 'returned'
  return (
    <>
      <p className={`standing contributionState ${state}`}>
        <strong>{cycles.contribution(state, kind)}</strong>
        {isOwed ? (
          <span className={dueOn < today ? 'overdue' : ''}>
            {words.dueOn} {written(dueOn)}, {nearness(dueOn, today, calendar)}
          </span>
        ) : undefined}
        {sentOn && !isOwed ? (
          <span>
            {words.sentOn} {written(sentOn)}
            {inTime === undefined ? '' : `, ${inTime ? words.inTime : words.late}`}
          </span>
        ) : undefined}
      </p>
      {[
        returned && words.returned(written(returned.on), returned.reason),
        objected && words.objected(written(objected.on), objected.reason),
        withdrawn && words.withdrawn(written(withdrawn.on), withdrawn.reason),
      ].map((note) =>
        note ? (
          <p key={note} className="note">
            <Written>{note}</Written>
          </p>
        ) : undefined,
      )}
    </>
  )
}

function Facts({ contribution }: { readonly contribution: ContributionView }) {
  const words = useRoomWords(contributionWords)
  const { nameOf, here } = useOffice()
  const { agency, askedOn, dueOn, wanting, onPaper } = contribution
  return (
    <dl className="facts">
      <Fact name={words.agency} office>
        {nameOf(agency)}
      </Fact>
      <Fact name={words.askedOn}>{written(askedOn)}</Fact>
      <Fact name={words.dueOn}>{written(dueOn)}</Fact>
      {onPaper ? (
        <Fact name={words.acts.onPaper}>{words.onPaper(onPaper.arrivalNumber, written(onPaper.arrivedOn))}</Fact>
      ) : undefined}
      {wanting.length > 0 ? (
        <Fact name={words.wanting}>
          {wanting.map((target) => (
            <Link key={target} href={here(`/chi-tieu/${target}`)}>
              {target}{' '}
            </Link>
          ))}
        </Fact>
      ) : undefined}
    </dl>
  )
}

const offered = {
  onPaper: { may: 'contribution.recordOnPaper', rule: 'send' },
  return: { may: 'contribution.return', rule: 'return' },
  object: { may: 'contribution.object', rule: 'object' },
  withdraw: { may: 'contribution.withdraw', rule: 'withdraw' },
} as const

const names = ['onPaper', 'return', 'object', 'withdraw'] as const

function offersFor(
  contribution: ContributionView,
  cycle: CycleView,
  asker: Asker,
): readonly Offer<ContributionActName>[] {
  return names.flatMap((act) => {
    const { may, rule } = offered[act]
    if (mayDo(may, partiesOf(contribution, cycle), asker) !== 'yes') return []
    const can = contributionCan(rule, contribution)
    const refusal: Refusal | undefined =
      can !== 'yes'
        ? can
        : act === 'object' && !contribution.content?.onPaper
          ? { code: 'not-recorded-on-paper' }
          : undefined
    return [{ act, whyNot: refusal && sentence(refusal) }]
  })
}

function Actions({ contribution, cycle }: WholeProps) {
  const words = useRoomWords(contributionWords)
  const office = useOffice()
  const [act, setAct] = useState<ContributionActName>()
  return (
    <OfferBar offers={offersFor(contribution.value, cycle, office)} names={words.acts} choose={setAct}>
      {act ? (
        <Suspense>
          <ContributionAct key={act} act={act} contribution={contribution} close={() => setAct(undefined)} />
        </Suspense>
      ) : undefined}
    </OfferBar>
  )
}
