/** Việc cần quyết định: what waits for a leader, each with who asks, why, what the office proposes, and the buttons. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type * as z from 'zod/mini'
import { written } from '../../domain/days.ts'
import type { DecisionView } from '../../domain/tasks/decisionView.ts'
import { decisionsQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { InProgramme, useOffice } from '../frame/office.tsx'
import { type ActName, mayNow } from '../tasks/acts/acts.ts'
import type { Choice, Doing } from '../tasks/acts/taskAct.tsx'
import { AdviceNotes } from '../tasks/advice.tsx'
import { Status } from '../tasks/status.tsx'
import { Due, TaskTitle } from '../tasks/taskList.tsx'
import { useWords, Written } from '../words/language.tsx'

const Doings = lazy(() => import('../tasks/acts/actions.tsx').then(({ Doings }) => ({ default: Doings })))
const ProposalAct = lazy(() => import('./proposalAct.tsx').then(({ ProposalAct }) => ({ default: ProposalAct })))

type Decision = z.output<typeof DecisionView>
type OfTask = Extract<Decision, { about: 'task' }>
type OfAssignment = Extract<Decision, { about: 'assignment' }>
type OfCycle = Extract<Decision, { about: 'cycle' }>

/** `children` stand below: they ask meanwhile and show after it, so that nothing moves under whoever has begun to read. */
export function Decisions({ children }: { readonly children: ReactNode }) {
  const { decisions: words, number } = useWords()
  const answer = useQuery(decisionsQuestion(useOffice()))
  return (
    <>
      <Asked answer={answer}>
        {(decisions) => (
          <section className="decisions" aria-labelledby="can-quyet-dinh">
            <h2 id="can-quyet-dinh">
              {words.title} <span className="amount">{number(decisions.length)}</span>
            </h2>
            {decisions.length === 0 ? <p className="minor">{words.none}</p> : undefined}
            <ol>
              {decisions.map((one) => (
                <li key={idOf(one)}>
                  <OneDecision decision={one} />
                </li>
              ))}
            </ol>
          </section>
        )}
      </Asked>
      <div hidden={answer.isPending}>{children}</div>
    </>
  )
}

function idOf(decision: Decision): string {
  switch (decision.about) {
    case 'task':
      return decision.task.id
    case 'assignment':
      return decision.assignment.id
    case 'cycle':
      return decision.cycle.id
    default:
      return decision satisfies never
  }
}

function OneDecision({ decision }: { readonly decision: Decision }) {
  switch (decision.about) {
    case 'task':
      return <AboutTask decision={decision} />
    case 'assignment':
      return <AboutAssignment decision={decision} />
    case 'cycle':
      return <AboutCycle decision={decision} />
    default:
      return decision satisfies never
  }
}

function AboutTask({ decision }: { readonly decision: OfTask }) {
  const words = useWords()
  const { nameOf } = useOffice()
  const [doing, setDoing] = useState<Doing>()
  const { task, extensionAsked, dispute, advice, extensions, workingDaysLate } = decision
  const waits = decision.asks.filter((asked) => !advice.some(({ proposes }) => proposes.about === asked))
  return (
    <article>
      <h3>
        <Link href={`/nhiem-vu/${task.id}`}>
          <TaskTitle task={task} />
        </Link>
      </h3>
      <p className="minor">
        <Written>{nameOf(task.lead)}</Written> · {words.clause(task.clause)} · {words.tasks.due} <Due task={task} />{' '}
        <Status task={task} />
      </p>
      {extensionAsked ? (
        <p>
          <Written>
            {words.task.asked(written(extensionAsked.askedOn), written(extensionAsked.wanted), extensionAsked.reason)}
          </Written>
          {words.task.askedTiming[extensionAsked.timing]}{' '}
          {extensions > 0 ? words.decisions.extendedBefore(words.number(extensions)) : undefined}
        </p>
      ) : undefined}
      {dispute ? (
        <p>
          <Written>{words.task.dispute(written(dispute.on), dispute.reason)}</Written>
          {dispute.proposed ? ` ${words.decisions.proposedLead(nameOf(dispute.proposed))}` : ''}
        </p>
      ) : undefined}
      {decision.asks.includes('late') && workingDaysLate !== undefined ? (
        <p>
          {words.decisions.late(words.number(workingDaysLate))}
          {task.product ? (
            <>
              {' '}
              {words.decisions.missing} <Written>{task.product}</Written>.
            </>
          ) : undefined}
        </p>
      ) : undefined}
      <AdviceNotes advice={advice} lead={task.lead} />
      {waits.length > 0 ? <p className="minor">{words.advice.none}</p> : undefined}
      <DecisionButtons decision={decision} open={setDoing} />
      <Suspense>{doing ? <Doings task={task.id} doing={doing} set={setDoing} /> : undefined}</Suspense>
    </article>
  )
}

interface ButtonsProps {
  readonly decision: OfTask
  readonly open: (doing: Doing) => void
}

/** Each is one click from what it says; what the office proposes stands out. */
function DecisionButtons({ decision: { task, asks, advice }, open }: ButtonsProps) {
  const { decisions: words } = useWords()
  const office = useOffice()
  const proposed = advice.flatMap(({ proposes }): Choice[] =>
    proposes.about === 'extension' ? [proposes.grant ? 'grant' : 'refuse'] : [],
  )[0]
  const buttons: readonly (readonly [label: string, act: ActName, choice?: Choice])[] = [
    ...(asks.includes('extension')
      ? ([
          [words.grant, 'decideExtension', 'grant'],
          [words.refuse, 'decideExtension', 'refuse'],
        ] as const)
      : []),
    ...(asks.includes('otherLead') ? ([[words.answerDispute, 'answerDispute']] as const) : []),
    [words.direct, 'direct'],
    [words.advise, 'advise'],
  ]
  const offered = buttons.filter(([, act]) => mayNow(act, task, office))
  const first = offered.findIndex(([, , choice]) => choice !== undefined && choice === proposed)
  return (
    <p className="decide">
      {offered.map(([label, act, choice], index) => (
        <Button
          key={label}
          variant={index === Math.max(first, 0) ? 'filled' : 'default'}
          aria-label={words.of(label, task.title)}
          onClick={() => open(choice === undefined ? { act } : { act, choice })}
        >
          {label}
        </Button>
      ))}
      <Link href={`/phieu-trinh/${task.id}`} aria-label={words.of(words.sheet, task.title)}>
        {words.sheet}
      </Link>
    </p>
  )
}

/** An agency asks to have its own assignment changed. */
function AboutAssignment({ decision: { assignment } }: { readonly decision: OfAssignment }) {
  const words = useWords()
  const { nameOf } = useOffice()
  const [answer, setAnswer] = useState<'take' | 'decline'>()
  const { title, clause, proposal } = assignment
  return (
    <article>
      <h3>
        <Written>{title}</Written>
      </h3>
      <p className="minor">{words.clause(clause)}</p>
      {proposal ? (
        <p>
          <Written>
            {words.decisions.asksChange(nameOf(proposal.by), written(proposal.on), proposal.reason)}{' '}
            {proposal.change.product ? words.decisions.newProduct(proposal.change.product) : ''}
          </Written>
        </p>
      ) : undefined}
      <p className="decide">
        {(['take', 'decline'] as const).map((one) => (
          <Button
            key={one}
            variant={one === 'take' ? 'filled' : 'default'}
            aria-label={words.decisions.of(words.decisions[one], title)}
            onClick={() => setAnswer(one)}
          >
            {words.decisions[one]}
          </Button>
        ))}
      </p>
      <Suspense>
        {answer ? (
          <InProgramme programme={assignment.programme}>
            <ProposalAct key={answer} assignment={assignment} answer={answer} close={() => setAnswer(undefined)} />
          </InProgramme>
        ) : undefined}
      </Suspense>
    </article>
  )
}

/** A cycle is decided on its own page, beside what it gathered. */
function AboutCycle({ decision: { cycle } }: { readonly decision: OfCycle }) {
  const words = useWords()
  return (
    <article>
      <h3>
        <Link href={`/dot-ky/${cycle.id}`}>
          <Written>{cycle.title}</Written>
        </Link>
      </h3>
      <p>
        {words.cycles.kinds[cycle.kind]}: {words.cycles.stageName(cycle.stage)}
      </p>
      <p className="decide">
        <LinkButton href={`/dot-ky/${cycle.id}`}>{words.decisions.open}</LinkButton>
      </p>
    </article>
  )
}

function LinkButton({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Button component={Link} href={href} variant="default">
      {children}
    </Button>
  )
}
