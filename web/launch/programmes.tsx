/** Chương trình: those that are tracked, and taking another into force: a file is chosen, checked, seen, then launched. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { written } from '../../domain/days.ts'
import { basisWritten } from '../../domain/letters/basis.ts'
import { LaunchView } from '../../domain/programme/launchView.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { DayField } from '../act/fields.tsx'
import { useForm } from '../act/form.ts'
import { ask } from '../api/ask.ts'
import { dayTyped } from '../days/dayInput.ts'
import { Fact } from '../frame/fact.tsx'
import { programmeParameter, useOffice } from '../frame/office.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import type { Located, ReadFile } from './programmeFile.ts'
import './launch.css'
import { launchWords } from './words.ts'

export function Programmes() {
  const words = useRoomWords(launchWords)
  const { programmes, session } = useOffice()
  return (
    <>
      <h2>{words.inForce}</h2>
      <ul>
        {programmes.map(({ id, title, number, status, period: { from, to } }) => (
          <li key={id}>
            <Link href={`/tong-quan?${programmeParameter}=${id}`}>
              <Written>{number}</Written>
            </Link>
            {': '}
            <Written>{title}</Written>. {words.period(written(from), written(to))}, {words.state[status]}.
          </li>
        ))}
      </ul>
      {mayEver('programme.launch', session.roles) ? <Launching /> : undefined}
    </>
  )
}

type Chosen = ReadFile | { readonly wrong: string }

/** As the API takes a request. */
const mostBytes = 950_000

function Launching() {
  const words = useRoomWords(launchWords)
  const [chosen, setChosen] = useState<Chosen>()
  const [launch, setLaunch] = useState<LaunchView>()
  async function read(files: readonly File[]): Promise<void> {
    setLaunch(undefined)
    setChosen(undefined)
    const ofProgramme = files.filter(({ name }) => /\.(?:ya?ml|json)$/i.test(name))
    const ofText = files.filter(({ name }) => /\.txt$/i.test(name))
    const [file] = ofProgramme
    if (!file || ofProgramme.length > 1 || ofText.length > 1 || ofProgramme.length + ofText.length < files.length) {
      return setChosen({ wrong: words.oneFile })
    }
    if (files.reduce((sum, { size }) => sum + size, 0) > mostBytes) return setChosen({ wrong: words.tooLarge })
    const { readProgrammeFile } = await import('./programmeFile.ts')
    setChosen(readProgrammeFile(await file.text(), await ofText[0]?.text(), words.notYaml))
  }
  return (
    <section className="launching" aria-labelledby="dua-vao">
      <h2 id="dua-vao">{words.title}</h2>
      <p>{words.note}</p>
      <p>
        <label className="chooseFile">
          {words.choose}{' '}
          <input
            type="file"
            multiple
            accept=".yaml,.yml,.json,.txt"
            onChange={({ target }) => {
              read([...(target.files ?? [])]).catch((error: unknown) => setChosen({ wrong: String(error) }))
            }}
          />
        </label>
      </p>
      {chosen && 'wrong' in chosen ? (
        <p className="wrong" role="alert">
          {chosen.wrong}
        </p>
      ) : undefined}
      {chosen && 'problems' in chosen ? <Problems problems={chosen.problems} /> : undefined}
      {chosen && 'programme' in chosen && !launch ? (
        <Sound key={chosen.programme.id} read={chosen} began={setLaunch} />
      ) : undefined}
      {launch ? <Progress launch={launch} /> : undefined}
    </section>
  )
}

function Problems({ problems }: { readonly problems: readonly Located[] }) {
  const words = useRoomWords(launchWords)
  const { number } = useWords()
  return (
    <>
      <p className="wrong" role="alert">
        {words.problems(number(problems.length))}
      </p>
      <ul>
        {problems.map(({ line, sentence }) => (
          <li key={`${line} ${sentence}`}>
            <strong>{words.line(number(line))}</strong> <Written>{sentence}</Written>
          </li>
        ))}
      </ul>
    </>
  )
}

interface SoundProps {
  readonly read: Extract<ReadFile, { readonly programme: unknown }>
  readonly began: (launch: LaunchView) => void
}

function Sound({ read: { raw, programme, answered }, began }: SoundProps) {
  const words = useRoomWords(launchWords)
  const { number } = useWords()
  const form = useForm({
    draft: `launch/${programme.id}`,
    initial: { trackedFrom: '' },
    send: ({ trackedFrom }) => {
      const day = dayTyped(trackedFrom)
      return ask('launches', LaunchView, {
        method: 'POST',
        body: { programme: raw, ...(day === undefined ? {} : { trackedFrom: day }) },
      })
    },
    done: began,
  })
  const { title, documents, document, period, stages, clauses, assignments, targets, agencies, questions } = programme
  const basis = documents.find(({ id }) => id === document)
  const leads = new Set(
    assignments.flatMap(({ lead, group }) => [
      ...(lead === undefined ? [] : [lead]),
      ...(programme.groups.find(({ id }) => id === group)?.members.map(({ agency }) => agency) ?? []),
    ]),
  )
  const open = assignments.filter(({ lead, group }) => lead === undefined && group === undefined)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.name, title],
    [words.document, basis ? basisWritten(basis) : document],
    [words.when, words.period(written(period.from), written(period.to))],
    [words.stages, stages.map((one) => one.title).join('; ')],
    [words.clauses, number(clauses.length)],
    [words.assignments, words.ofWhich(number(assignments.length), number(open.length))],
    [words.targets, number(targets.length)],
    [words.agencies, number(agencies.length)],
    [words.questions, words.answered(number(questions.length), number(answered))],
  ]
  return (
    <>
      <p role="status">{words.sound}</p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      <ActionForm form={form} action={words.action} told={[words.told(number(leads.size))]} changes={words.changes}>
        <DayField field={form.field('trackedFrom')} label={words.trackedFrom} hint={words.trackedHint} optional />
      </ActionForm>
    </>
  )
}

const askedEveryMilliseconds = 1000

function Progress({ launch }: { readonly launch: LaunchView }) {
  const words = useRoomWords(launchWords)
  const { number } = useWords()
  const client = useQueryClient()
  const { data = launch } = useQuery({
    queryKey: ['launch', launch.id],
    queryFn: async () => {
      const now = await ask(`launches/${launch.id}`, LaunchView)
      // There is one more of everything.
      if (now.state === 'done')
        await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'launch' })
      return now
    },
    refetchInterval: ({ state }) => (state.data?.state === 'running' || !state.data ? askedEveryMilliseconds : false),
  })
  if (data.state === 'failed') {
    return (
      <p className="wrong" role="alert">
        {words.failed} <Written>{data.cause ?? ''}</Written>
      </p>
    )
  }
  if (!data.outcome) return <p role="status">{words.running}</p>
  const { programme, assignments, letters } = data.outcome
  return (
    <>
      <p role="status">{words.done(number(assignments), number(letters))}</p>
      <p>
        <Button component={Link} href={`/tong-quan?${programmeParameter}=${programme}`}>
          {words.open}
        </Button>
      </p>
    </>
  )
}
