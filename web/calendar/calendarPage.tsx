/** Lịch và xem trước: what is due over the years and in a month, what will be said to whom, and what other rules would change. */
import { lazy, Suspense } from 'react'
import { mayEver } from '../../domain/access/access.ts'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords } from '../words/language.tsx'
import './calendar.css'
import { Month } from './month.tsx'
import { Timeline } from './timeline.tsx'
import { calendarWords } from './words.ts'

const Rules = lazy(() => import('./rules.tsx').then(({ Rules }) => ({ default: Rules })))
const Orders = lazy(() => import('./orders.tsx').then(({ Orders }) => ({ default: Orders })))

export function CalendarPage() {
  const words = useRoomWords(calendarWords)
  const { clock, programme, session } = useOffice()
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p className="sub">{clock.movable ? words.sub.demo : words.sub.office}</p>
      {programme && mayEver('programme.readCycles', session.roles) ? <Timeline programme={programme} /> : undefined}
      <Month programme={programme?.id} />
      <Suspense>
        {programme ? <Rules programme={programme} /> : undefined}
        <Orders />
      </Suspense>
    </>
  )
}
