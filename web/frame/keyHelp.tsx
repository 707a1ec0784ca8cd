/** The shortcuts, shown on `?`; `/` goes to the search of a list, or of everything. Neither is heard while somebody types. */
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../words/language.tsx'

export const searchId = 'tim'
/** Where everything is searched, where the page has no list of its own. */
const findPage = '/tim'

export function KeyHelp() {
  const { keys } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [, open] = useLocation()
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (isTyping(event)) return
      if (event.key === '?') dialog.current?.showModal()
      if (event.key === '/') {
        const search = document.getElementById(searchId)
        event.preventDefault()
        if (search) search.focus()
        else open(findPage)
      }
    }
    document.addEventListener('keydown', heard)
    return () => document.removeEventListener('keydown', heard)
  }, [open])
  return (
    <>
      <Button
        className="keyButton"
        variant="subtle"
        size="compact-md"
        aria-label={keys.open}
        title={keys.open}
        onClick={() => dialog.current?.showModal()}
      >
        ?
      </Button>
      <dialog ref={dialog} className="keys" aria-labelledby="phim-tat">
        <h2 id="phim-tat">{keys.title}</h2>
        <dl>
          {(
            [
              ['/', keys.search],
              ['?', keys.help],
              ['Tab', keys.tab],
              ['Enter', keys.enter],
              ['Ctrl+Enter', keys.send],
              ['Esc', keys.close],
            ] as const
          ).map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <Button type="submit">{keys.close}</Button>
        </form>
      </dialog>
    </>
  )
}

/** Vietnamese input methods compose letters out of several keys: such keys are nobody's shortcut. */
function isTyping({ isComposing, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (isComposing || ctrlKey || metaKey || altKey) return true
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
