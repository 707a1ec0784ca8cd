/** What the overview leads to on paper: the sheet of Monday's meeting, the document, the report of the year so far. */
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { addDays } from '../../domain/days.ts'
import { useOffice } from '../frame/office.tsx'
import { WordButton } from '../papers/wordButton.tsx'
import { useRoomWords } from '../words/language.tsx'
import { sheetWords } from './words.ts'

export function OverviewPapers({ programme }: { readonly programme: string }) {
  const words = useRoomWords(sheetWords)
  const { clock, session } = useOffice()
  const sinceNewYear = { from: `${clock.today.slice(0, 4)}-01-01`, to: clock.today }
  // The office changes the day in Word, as all the rest.
  const inAWeek = addDays(clock.today, 7)
  return (
    <p>
      <Link href="/to-giao-ban">{words.mondaySheet}</Link>
      {' · '}
      <Link href={`/van-ban/${programme}`}>{words.document}</Link>
      {mayEver('programme.readTasks', session.roles) ? (
        <>
          {' · '}
          <WordButton path={`programmes/${programme}/report`} query={sinceNewYear}>
            {words.report}
          </WordButton>
          {' · '}
          <WordButton path={`programmes/${programme}/dunning`} query={{ reportBy: inAWeek }}>
            {words.dunning}
          </WordButton>
        </>
      ) : undefined}
    </p>
  )
}
