/** Danh mục nhiệm vụ: filtered by what stands in the address, searched without diacritics, acted on one or many at once. */
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Link, useSearchParams } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { placeInDocument, sectionOf } from '../../domain/programme/clause.ts'
import { fourClasses } from '../../domain/tasks/classes.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { tasksQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { searchId } from '../frame/keyHelp.tsx'
import { type Office, useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { Sign } from '../frame/signs.tsx'
import { useRoomWords, useWords } from '../words/language.tsx'
import { ExportButton } from './exportButton.tsx'
import {
  type ClassName,
  chosenIn,
  classNames,
  dueSpans,
  emptiedBy,
  type Filter,
  type FilterName,
  filtered,
  filterIn,
  type Searchable,
  searchable,
  waitsFor,
  withChoice,
} from './filter.ts'
import { listWords } from './listWords.ts'
import { SavedFilters } from './savedFilters.tsx'
import { statusSigns } from './status.tsx'
import { TaskList } from './taskList.tsx'

const ChosenBar = lazy(() => import('./many/chosenBar.tsx').then(({ ChosenBar }) => ({ default: ChosenBar })))

export function TasksPage() {
  const { tasks: words } = useWords()
  const office = useOffice()
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      {office.programme ? <TasksOf office={office} /> : <p>{words.none}</p>}
    </>
  )
}

function TasksOf({ office }: { readonly office: Office }) {
  const { tasks: words } = useWords()
  const programmes = office.programmes.map(({ id }) => id)
  return (
    <>
      {mayEver('assignment.giveMany', office.session.roles) ? (
        <p>
          <Link href="/giao-viec">{words.giveWork}</Link>
        </p>
      ) : undefined}
      <Asked answer={useQuery(tasksQuestion(programmes, office.session))}>
        {(tasks) => <Filtered tasks={tasks} office={office} />}
      </Asked>
    </>
  )
}

function Filtered({ tasks, office }: { readonly tasks: readonly TaskLine[]; readonly office: Office }) {
  const words = useWords()
  const [params, setParams] = useSearchParams()
  const ofAddress = filterIn(params)
  const [query, setQuery] = useTyped(ofAddress.search, (text) =>
    setParams((before) => withChoice(before, 'search', text), { replace: true }),
  )
  const searched = useDeferredValue(query)
  const byDue = params.get('xep') === 'han'
  const address = params.toString()
  const all = useMemo(() => searchable(tasks, office.nameOf), [tasks, office.nameOf])
  const filter: Filter = useMemo(
    () => ({ ...filterIn(new URLSearchParams(address)), search: searched }),
    [address, searched],
  )
  const found = useMemo(() => filtered(all, { ...filter, class: undefined }, office), [all, filter, office])
  const shown = useMemo(() => {
    const list = filter.class ? found.filter((task) => task.class === filter.class) : found
    return byDue ? list.toSorted(nearestFirst) : list
  }, [found, filter, byDue])
  const choose = (name: FilterName, value: string) => {
    if (name === 'search') setQuery(value)
    else setParams((before) => withChoice(before, name, value), { replace: true })
  }
  return (
    <>
      <ClassCells wanted={filter.class} counted={found} params={params} />
      <Filters
        tasks={tasks}
        office={office}
        filter={{ ...ofAddress, search: query }}
        choose={choose}
        byDue={byDue}
        sort={(value) =>
          setParams(
            (before) => {
              const after = new URLSearchParams(before)
              if (value) after.set('xep', value)
              else after.delete('xep')
              return after
            },
            { replace: true },
          )
        }
      />
      <div className="underFilters">
        <p role="status">{words.tasks.count(words.number(shown.length))}</p>
        <SavedFilters query={address} />
        {shown.length > 0 ? <ExportButton tasks={shown} /> : undefined}
      </div>
      {shown.length > 0 ? (
        <Choosable list={JSON.stringify([filter, byDue])} tasks={shown} office={office} />
      ) : (
        <Nothing all={all} filter={filter} office={office} drop={(name) => choose(name, '')} />
      )}
    </>
  )
}

const addressAfterMilliseconds = 400

/** What is typed shows at once, and stands in the address when the typing rests. */
function useTyped(ofAddress: string, settle: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(ofAddress)
  const settled = useRef(ofAddress)
  const say = useRef(settle)
  say.current = settle
  // Another address was opened: a saved filter, or the way back.
  if (settled.current !== ofAddress && text === settled.current) {
    settled.current = ofAddress
    setText(ofAddress)
  }
  // By the layout: the page that is left while the next one is fetched must not change the address under it.
  useLayoutEffect(() => {
    if (text === settled.current) return
    const timer = setTimeout(() => {
      settled.current = text
      say.current(text)
    }, addressAfterMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  return [text, setText]
}

interface FiltersProps {
  readonly tasks: readonly TaskLine[]
  readonly office: Office
  readonly filter: Filter
  readonly choose: (name: FilterName, value: string) => void
  readonly byDue: boolean
  readonly sort: (value: string) => void
}

function Filters({ tasks, office: { nameOf, programmes, session }, filter, choose, byDue, sort }: FiltersProps) {
  const words = useWords()
  const ofList = useRoomWords(listWords)
  const agencies = useMemo(() => agenciesOf(tasks, nameOf), [tasks, nameOf])
  const [only] = programmes.length === 1 ? programmes : programmes.filter(({ id }) => id === filter.programme)
  // II.1 of one document is not II.1 of another.
  const sections = useMemo(() => sectionsOf(tasks.filter(({ programme }) => programme === only?.id)), [tasks, only?.id])
  return (
    <div className="filters">
      <TextInput
        id={searchId}
        type="search"
        aria-label={words.tasks.search}
        placeholder={words.tasks.search}
        value={filter.search}
        onChange={({ currentTarget }) => choose('search', currentTarget.value)}
      />
      {programmes.length > 1 ? (
        <Choice
          label={words.tasks.programme}
          none={words.tasks.allProgrammes}
          value={filter.programme}
          choices={programmes.map(({ id, number }) => [id, number] as const)}
          choose={(value) => choose('programme', value)}
        />
      ) : undefined}
      <Choice
        label={words.tasks.lead}
        none={words.tasks.allAgencies}
        value={filter.agency}
        choices={agencies}
        choose={(value) => choose('agency', value)}
      />
      {only ? (
        <Choice
          label={words.tasks.section}
          none={words.tasks.allSections}
          value={filter.section}
          choices={sections.map((one) => [one, words.tasks.sectionOf(one)] as const)}
          choose={(value) => choose('section', value)}
        />
      ) : undefined}
      <Choice
        label={words.tasks.due}
        none={words.tasks.anyDue}
        value={filter.due ?? ''}
        choices={dueSpans.map((one) => [one, words.tasks.dueSpans[one]] as const)}
        choose={(value) => choose('due', value)}
      />
      <Choice
        label={words.tasks.status}
        none={words.tasks.allClasses}
        value={filter.class ?? ''}
        choices={classNames.map((one) => [one, words.classes[one]] as const)}
        choose={(value) => choose('class', value)}
      />
      <Choice
        label={words.tasks.waits}
        none={words.tasks.anyWaits}
        value={filter.waits ?? ''}
        choices={waitsFor.map((one) => [one, words.tasks.waitsFor[one]] as const)}
        choose={(value) => choose('waits', value)}
      />
      {filter.follower !== '' || tasks.some((task) => [task.follower, task.overseer].includes(session.person)) ? (
        <Choice
          label={ofList.follower}
          none={ofList.anyFollower}
          value={filter.follower}
          choices={[[session.person, ofList.followedByMe]]}
          choose={(value) => choose('follower', value)}
        />
      ) : undefined}
      <Choice
        label={words.tasks.sortBy}
        none={words.tasks.byDocument}
        value={byDue ? 'han' : ''}
        choices={[['han', words.tasks.byDue]]}
        choose={sort}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly none: string
  readonly value: string
  readonly choices: readonly (readonly [value: string, name: string])[]
  readonly choose: (value: string) => void
}

function Choice({ label, none, value, choices, choose }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={({ target }) => choose(target.value)}>
      <option value="">{none}</option>
      {choices.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

interface NothingProps {
  readonly all: readonly Searchable[]
  readonly filter: Filter
  readonly office: Office
  readonly drop: (name: FilterName) => void
}

/** Which choice took the last row away, and a button to drop it. */
function Nothing({ all, filter, office, drop }: NothingProps) {
  const { tasks: words } = useWords()
  const chosen = chosenIn(filter)
  const guilty = emptiedBy(all, filter, office)
  return (
    <div className="nothing">
      <p>{words.none}</p>
      {(guilty.length > 0 ? guilty : chosen).map((name) => (
        <Button key={name} variant="default" size="compact-md" onClick={() => drop(name)}>
          {words.drop(words.filterNames[name])}
        </Button>
      ))}
    </div>
  )
}

const none: ReadonlySet<string> = new Set()

interface ChoosableProps {
  /** Which list it is: another one begins at its top, with nothing chosen. Rows of both stay as they are. */
  readonly list: string
  readonly tasks: readonly TaskLine[]
  readonly office: Office
}

/** Whoever gives and accepts work chooses several lines; others read. */
function Choosable({ list, tasks, office }: ChoosableProps) {
  const mayChoose = mayEver('assignment.giveMany', office.session.roles)
  const [chosen, setChosen] = useState(none)
  const [choosingIn, setChoosingIn] = useState(list)
  if (choosingIn !== list) {
    setChoosingIn(list)
    setChosen(none)
  }
  const choose = useCallback(
    (id: string, isChosen: boolean) =>
      setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id))),
    [],
  )
  if (!mayChoose) return <LongList list={list} tasks={tasks} />
  return (
    <>
      <LongList list={list} tasks={tasks} choice={{ chosen, choose }} />
      {chosen.size > 0 ? (
        <Suspense>
          <ChosenBar
            tasks={tasks.filter(({ id }) => chosen.has(id))}
            all={tasks.length}
            chooseAll={() => setChosen(new Set(tasks.map(({ id }) => id)))}
            clear={() => setChosen(none)}
          />
        </Suspense>
      ) : undefined}
    </>
  )
}

/** A long list begins with what fits on some screens, and goes on where somebody comes near its end. */
const rowsAtOnce = 60

interface LongListProps {
  readonly list: string
  readonly tasks: readonly TaskLine[]
  readonly choice?: Parameters<typeof TaskList>[0]['choice']
}

function LongList({ list, tasks, choice }: LongListProps) {
  const { tasks: words, number } = useWords()
  const [shown, setShown] = useState(rowsAtOnce)
  const [shownOf, setShownOf] = useState(list)
  if (shownOf !== list) {
    setShownOf(list)
    setShown(rowsAtOnce)
  }
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
      <TaskList tasks={tasks.slice(0, shown)} label={words.title} choice={choice} />
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

interface ClassCellsProps {
  readonly wanted: ClassName | undefined
  readonly counted: readonly TaskLine[]
  readonly params: URLSearchParams
}

/** The four official classes, each with its count and its list behind it; the other choices stay. */
function ClassCells({ wanted, counted, params }: ClassCellsProps) {
  const words = useWords()
  return (
    <ul className="cells small">
      {fourClasses.map((name) => (
        <li key={name} className={name}>
          <Link
            href={`/nhiem-vu?${withChoice(params, 'class', name === wanted ? '' : name)}`}
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

const byName = new Intl.Collator('vi')

function agenciesOf(tasks: readonly TaskLine[], nameOf: Office['nameOf']): readonly (readonly [string, string])[] {
  const ids = [...new Set(tasks.map(({ lead }) => lead))]
  return ids.map((id) => [id, nameOf(id)] as const).toSorted(([, a], [, b]) => byName.compare(a, b))
}

/** In the order of the document. */
function sectionsOf(tasks: readonly TaskLine[]): readonly string[] {
  const places = new Map(tasks.map(({ clause }) => [sectionOf(clause), placeInDocument(clause)]))
  return [...places].toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([section]) => section)
}

function nearestFirst(a: TaskLine, b: TaskLine): number {
  return (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9')
}
