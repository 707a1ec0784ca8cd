/** What every page needs to know of the office: who is signed in, which day it is, which programme, who is called how. */
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useState } from 'react'
import type { SessionView } from '../../domain/access/sessionView.ts'
import { type Directory, nameOf } from '../../domain/agencies/directory.ts'
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import type { ClockView } from '../../domain/clockMove.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { ProgrammeView } from '../../domain/programme/programmeView.ts'
import type { Document } from '../../domain/programme/schema.ts'
import {
  agenciesQuestion,
  calendarQuestion,
  clockQuestion,
  documentsQuestion,
  programmesQuestion,
} from '../api/questions.ts'
import { Asked, togetherAsked } from './asked.tsx'

export interface Office {
  readonly session: SessionView
  readonly clock: ClockView
  /** The day the pages speak of; the clock may be on its way already. */
  readonly today: CalendarDate
  readonly calendar: WorkingCalendar
  readonly directory: Directory
  /** Undefined before the first launch. */
  readonly programme: ProgrammeView | undefined
  readonly documents: readonly Document[]
  nameOf(agency: string): string
}

const OfficeContext = createContext<Office | undefined>(undefined)

export function useOffice(): Office {
  const office = use(OfficeContext)
  if (!office) throw new Error('A page stands inside an office')
  return office
}

const noDocuments: readonly Document[] = []

export function OfficeProvider({ session, children }: { readonly session: SessionView; readonly children: ReactNode }) {
  const programmes = useQuery(programmesQuestion)
  const agencies = useQuery(agenciesQuestion)
  const calendar = useQuery(calendarQuestion)
  const clock = useQuery(clockQuestion)
  const programme = programmes.data?.find(({ status }) => status === 'inForce') ?? programmes.data?.[0]
  const documents = useQuery({ ...documentsQuestion(programme?.id ?? ''), enabled: programme !== undefined })
  const isLaunched = programmes.data === undefined || programme !== undefined
  return (
    <Asked
      answer={togetherAsked(agencies, calendar, clock, isLaunched ? documents : { ...programmes, data: noDocuments })}
      whole
    >
      {([directory, workingDays, time, ofProgramme]) => (
        <OfDay clock={time}>
          {(today) => (
            <OfficeContext
              value={{
                session,
                clock: time,
                today,
                calendar: workingDays,
                directory,
                programme,
                documents: ofProgramme,
                nameOf: (agency) => nameOf(agency, directory),
              }}
            >
              {children}
            </OfficeContext>
          )}
        </OfDay>
      )}
    </Asked>
  )
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

/** The number by which the office calls the programme: 28-CTrHĐ/TU. */
export function numberOf({ programme, documents }: Pick<Office, 'programme' | 'documents'>): string | undefined {
  return documents.find(({ id }) => id === programme?.document)?.number ?? undefined
}
