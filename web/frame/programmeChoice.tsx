/** Where there are several programmes: which one a page of one programme shows. What belongs to all of them needs none. */
import { useLocation } from 'wouter'
import { hasDesk } from '../../domain/firstAsked.ts'
import { useWords } from '../words/language.tsx'
import { useOffice } from './office.tsx'

/** A task, a cycle, a document are of one programme already; a desk and a list of tasks are of all. */
const ofOne =
  /^\/(tong-quan|to-giao-ban|giao-viec(?:\/phu-luc)?|chi-tieu|dot-ky|lich|nhat-ky|quan-tri\/(quy-trinh|van-ban))$/

export function ProgrammeChoice() {
  const { tasks: words } = useWords()
  const { programmes, programme, chooseProgramme, session } = useOffice()
  const [location] = useLocation()
  const isOfOne = ofOne.test(location) || (location === '/' && !hasDesk(session))
  if (programmes.length < 2 || !isOfOne) return undefined
  return (
    <p className="programmeChoice">
      <label htmlFor="chuong-trinh">{words.programme}</label>
      <select id="chuong-trinh" value={programme?.id} onChange={({ target }) => chooseProgramme(target.value)}>
        {programmes.map(({ id, number, title }) => (
          <option key={id} value={id}>
            {number === title ? title : `${number}: ${title}`}
          </option>
        ))}
      </select>
    </p>
  )
}
