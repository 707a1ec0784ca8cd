/** Danh mục nhiệm vụ: the tasks of a class, searched without diacritics, of one agency or all. */
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { clauseWritten } from '../../domain/programme/clause.ts'
import { fold, matches } from '../../domain/search.ts'
import { type FourClass, fourClasses } from '../../domain/tasks/classes.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { tasksQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { searchId } from '../frame/keyHelp.tsx'
import { type Office, useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { Sign } from '../frame/signs.tsx'
import { useWords } from '../words/language.tsx'
import { statusSigns } from './status.tsx'
import { TaskList } from './taskList.tsx'

export function TasksPage() {
  const { tasks: words } = useWords()
  const office = useOffice()
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      {office.programme ? <TasksOf programme={office.programme.id} office={office} /> : <p>{words.none}</p>}
    </>
  )
}

function TasksOf({ programme, office }: { readonly programme: string; readonly office: Office }) {
  return (
    <Asked answer={useQuery(tasksQuestion(programme, office.session))}>
      {(tasks) => <Filtered tasks={tasks} office={office} />}
    </Asked>
  )
}

const besides = ['continuous', 'conditional', 'withdrawn', 'beforeTracking'] as const
type Besides = (typeof besides)[number]
type ClassName = FourClass | Besides
const classNames: readonly ClassName[] = [...fourClasses, ...besides]

function Filtered({ tasks, office }: { readonly tasks: readonly TaskLine[]; readonly office: Office }) {
  const words = useWords()
  const [params, setParams] = useSearchParams()
  const [query, setQuery] = useState('')
  const searched = useDeferredValue(query)
  const wanted = classNames.find((name) => name === params.get('loai'))
  const agency = params.get('coquan') ?? ''
  const byDue = params.get('xep') === 'han'
  const folded = useMemo(
    () => tasks.map((task) => ({ task, text: textOf(task, office.nameOf) })),
    [tasks, office.nameOf],
  )
  const found = useMemo(
    () =>
      folded
        .filter(
          ({ task, text }) => (!agency || task.lead === agency) && (fold(searched) === '' || matches(text, searched)),
        )
        .map(({ task }) => task),
    [folded, agency, searched],
  )
  const shown = useMemo(() => {
    const list = wanted ? found.filter((task) => task.class === wanted) : found
    return byDue ? list.toSorted(nearestFirst) : list
  }, [found, wanted, byDue])
  const agencies = useMemo(() => agenciesOf(tasks, office.nameOf), [tasks, office.nameOf])
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        if (value) after.set(name, value)
        else after.delete(name)
        return after
      },
      { replace: true },
    )
  const hasFilter = query !== '' || agency !== '' || wanted !== undefined

  return (
    <>
      <ClassCells wanted={wanted} counted={found} agency={agency} />
      <div className="filters">
        <TextInput
          id={searchId}
          type="search"
          aria-label={words.tasks.search}
          placeholder={words.tasks.search}
          value={query}
          onChange={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        <select aria-label={words.tasks.lead} value={agency} onChange={({ target }) => set('coquan', target.value)}>
          <option value="">{words.tasks.allAgencies}</option>
          {agencies.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select
          aria-label={words.tasks.status}
          value={wanted ?? ''}
          onChange={({ target }) => set('loai', target.value)}
        >
          <option value="">{words.tasks.allClasses}</option>
          {classNames.map((name) => (
            <option key={name} value={name}>
              {words.classes[name]}
            </option>
          ))}
        </select>
        <select
          aria-label={words.tasks.sortBy}
          value={byDue ? 'han' : ''}
          onChange={({ target }) => set('xep', target.value)}
        >
          <option value="">{words.tasks.byDocument}</option>
          <option value="han">{words.tasks.byDue}</option>
        </select>
        <p role="status">{words.tasks.count(words.number(shown.length))}</p>
      </div>
      {shown.length > 0 ? (
        <LongList key={[...params, searched].join()} tasks={shown} />
      ) : (
        <p>
          {words.tasks.none}{' '}
          {hasFilter ? (
            <Button
              variant="default"
              size="compact-md"
              onClick={() => {
                setQuery('')
                setParams({}, { replace: true })
              }}
            >
              {words.tasks.dropFilters}
            </Button>
          ) : undefined}
        </p>
      )}
    </>
  )
}

/** A long list begins with what fits on some screens, and goes on where somebody comes near its end. */
const rowsAtOnce = 120

function LongList({ tasks }: { readonly tasks: readonly TaskLine[] }) {
  const { tasks: words, number } = useWords()
  const [shown, setShown] = useState(rowsAtOnce)
  const end = useRef<HTMLButtonElement>(null)
  const isWhole = shown >= tasks.length
  useEffect(() => {
    if (isWhole || !end.current) return
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setShown((before) => before + rowsAtOnce)
      },
      { rootMargin: '800px' },
    )
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [isWhole])
  return (
    <>
      <TaskList tasks={tasks.slice(0, shown)} label={words.title} />
      {isWhole ? undefined : (
        <p className="further">
          <Button ref={end} variant="default" onClick={() => setShown((before) => before + rowsAtOnce)}>
            {words.further(number(tasks.length - shown))}
          </Button>
        </p>
      )}
    </>
  )
}

/** The four official classes, each with its count and its list behind it. */
function ClassCells({
  wanted,
  counted,
  agency,
}: {
  readonly wanted: ClassName | undefined
  readonly counted: readonly TaskLine[]
  readonly agency: string
}) {
  const words = useWords()
  return (
    <ul className="cells small">
      {fourClasses.map((name) => (
        <li key={name} className={name}>
          <Link
            href={`/nhiem-vu?${new URLSearchParams({ ...(name === wanted ? {} : { loai: name }), ...(agency ? { coquan: agency } : {}) })}`}
            aria-current={name === wanted ? 'true' : undefined}
          >
            <span className="count">{words.number(counted.filter((task) => task.class === name).length)}</span>
            <span className="words">
              <Sign name={statusSigns[name]} />
              {words.classes[name]}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function textOf({ title, product = '', clause, lead, period = '' }: TaskLine, nameOf: Office['nameOf']): string {
  return fold([title, product, clause, clauseWritten(clause), nameOf(lead), period].join(' '))
}

const byName = new Intl.Collator('vi')

function agenciesOf(tasks: readonly TaskLine[], nameOf: Office['nameOf']): readonly (readonly [string, string])[] {
  const ids = [...new Set(tasks.map(({ lead }) => lead))]
  return ids.map((id) => [id, nameOf(id)] as const).toSorted(([, a], [, b]) => byName.compare(a, b))
}

function nearestFirst(a: TaskLine, b: TaskLine): number {
  return (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9')
}
