/** Before the click: whose mailboxes will hear of it, and what changes. */
import { Sign } from '../frame/signs.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { actWords } from './words.ts'

export function Told({ names, changes }: { readonly names: readonly string[]; readonly changes: string }) {
  const words = useRoomWords(actWords)
  return (
    <div className="told">
      <p>
        <Sign name="letters" />
        <span>{names.length > 0 ? <Written>{words.tells(names.join(', '))}</Written> : words.tellsNobody}</span>
      </p>
      <p>
        <Sign name="done" />
        <span>{words.changes(changes)}</span>
      </p>
    </div>
  )
}
