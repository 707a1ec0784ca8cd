/** What every page needs to know of the office: who is signed in, which day it is, which programme, who is called how. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { SessionView } from '../../domain/access/sessionView.ts'
import { type Directory, nameOf } from '../../domain/agencies/directory.ts'
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import type { ClockView } from '../../domain/clockMove.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { hasDesk, inForceFirst } from '../../domain/firstAsked.ts'
import type { ProgrammeView } from '../../domain/programme/programmeView.ts'
import type { Document } from '../../domain/programme/schema.ts'
import {
  agenciesQuestion,
  calendarQuestion,
  clockQuestion,
  documentsQuestion,
  openTasksQuestion,
  programmesQuestion,
  tasksQuestion,
} from '../api/questions.ts'
import { Asked, togetherAsked } from './asked.tsx'

export interface Office {
  readonly session: SessionView
  readonly clock: ClockView
  /** The day the pages speak of; the clock may be on its way already. */
  readonly today: CalendarDate
  readonly calendar: WorkingCalendar
  readonly directory: Directory
  /** Every one that was launched, those in force first. */
  readonly programmes: readonly Numbered[]
  /** The one that a page of one programme shows. Undefined before the first launch. */
  readonly programme: Numbered | undefined
  /** Of that programme. */
  readonly documents: readonly Document[]
  nameOf(agency: string): string
  /** An address that says which programme it is about, where there are several. */
  here(path: string): string
  chooseProgramme(id: string): void
}

/** A programme with the number by which the office calls it: 28-CTrHĐ/TU. */
export interface Numbered extends ProgrammeView {
  readonly number: string
  readonly documents: readonly Document[]
}

const OfficeContext = createContext<Office | undefined>(undefined)

export function useOffice(): Office {
  const office = use(OfficeContext)
  if (!office) throw new Error('A page stands inside an office')
  return office
}

/** Under this name the programme stands in an address. */
export const programmeParameter = 'ct'
const keptAs = 'dondoc-programme'

export function OfficeProvider({ session, children }: { readonly session: SessionView; readonly children: ReactNode }) {
  const agencies = useQuery(agenciesQuestion)
  const calendar = useQuery(calendarQuestion)
  const clock = useQuery(clockQuestion)
  const programmes = useProgrammes(session)
  const { chosen, choose } = useChosen()
  return (
    <Asked answer={togetherAsked(agencies, calendar, clock, programmes)} whole>
      {([directory, workingDays, time, all]) => (
        <OfDay clock={time}>
          {(today) => {
            const programme = all.find(({ id }) => id === chosen) ?? all[0]
            const office = {
              session,
              clock: time,
              today,
              calendar: workingDays,
              directory,
              programmes: all,
              nameOf: (agency: string) => nameOf(agency, directory),
              chooseProgramme: choose,
            }
            return <OfficeContext value={{ ...office, ...ofProgramme(programme, all) }}>{children}</OfficeContext>
          }}
        </OfDay>
      )}
    </Asked>
  )
}

/** What is shown of a thing is shown by the documents of its own programme, whichever was chosen. */
export function InProgramme({ programme, children }: { readonly programme: string; readonly children: ReactNode }) {
  const office = useOffice()
  if (office.programme?.id === programme) return children
  const own = office.programmes.find(({ id }) => id === programme)
  return <OfficeContext value={{ ...office, ...ofProgramme(own, office.programmes) }}>{children}</OfficeContext>
}

function ofProgramme(
  programme: Numbered | undefined,
  all: readonly Numbered[],
): Pick<Office, 'programme' | 'documents' | 'here'> {
  return {
    programme,
    documents: programme?.documents ?? [],
    here(path) {
      if (!programme || all.length < 2) return path
      return `${path}${path.includes('?') ? '&' : '?'}${programmeParameter}=${programme.id}`
    },
  }
}

/** The programmes with their documents, which say how each is called. */
function useProgrammes(session: SessionView) {
  const programmes = useQuery(programmesQuestion)
  const inOrder = useMemo(() => programmes.data && inForceFirst(programmes.data), [programmes.data])
  useTasksAhead(inOrder, session)
  const documents = useQueries({ queries: (inOrder ?? []).map(({ id }) => documentsQuestion(id)) })
  const answers = togetherAsked<readonly Document[][]>(...documents)
  const data = inOrder && answers.data && numbered(inOrder, answers.data)
  return { ...togetherAsked(programmes, answers), data }
}

/** The two pages whose lists are long ask for them beside the documents, not after them. */
function useTasksAhead(programmes: readonly ProgrammeView[] | undefined, session: SessionView): void {
  const client = useQueryClient()
  const [location] = useLocation()
  useEffect(() => {
    if (!programmes || programmes.length === 0) return
    const ids = programmes.map(({ id }) => id)
    if (location === '/nhiem-vu') client.prefetchQuery(tasksQuestion(ids, session)).catch(() => {})
    else if (location === '/' && hasDesk(session)) {
      client.prefetchQuery(openTasksQuestion(ids, session)).catch(() => {})
    }
  }, [programmes, session, location, client])
}

function numbered(programmes: readonly ProgrammeView[], documents: readonly (readonly Document[])[]): Numbered[] {
  return programmes.map((programme, index) => {
    const own = documents[index] ?? []
    const number = own.find(({ id }) => id === programme.document)?.number ?? programme.title
    return { ...programme, documents: own, number }
  })
}

/** Which programme pages of one programme show: what the address says, else what was chosen last on this browser. */
function useChosen() {
  const [params, setParams] = useSearchParams()
  const [kept, setKept] = useState(() => localStorage.getItem(keptAs))
  const inAddress = params.get(programmeParameter)
  return {
    chosen: inAddress ?? kept,
    choose(id: string) {
      localStorage.setItem(keptAs, id)
      setKept(id)
      if (inAddress === null) return
      setParams((before) => new URLSearchParams([...before].filter(([name]) => name !== programmeParameter)), {
        replace: true,
      })
    },
  }
}

/** While the clock is on its way, the pages stay on the day that what they show was asked on. */
function OfDay({
  clock: { today, movingTo },
  children,
}: {
  readonly clock: ClockView
  readonly children: (today: CalendarDate) => ReactNode
}) {
  const [settled, setSettled] = useState(today)
  if (movingTo === undefined && settled !== today) setSettled(today)
  return children(settled)
}
