/** A window over the page for one thing to do. The browser holds the focus in it and gives it back; Esc closes it. */
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import '../look/act.css'
import { useRoomWords } from '../words/language.tsx'
import { actWords } from './words.ts'

interface DialogProps {
  readonly title: ReactNode
  /** What it is about: a task's title. */
  readonly about?: ReactNode
  readonly close: () => void
  readonly children: ReactNode
}

export function Dialog({ title, about, close, children }: DialogProps) {
  const words = useRoomWords(actWords)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const closing = useRef(close)
  closing.current = close
  // By the layout: it is closed while it still stands in the page, so that the browser gives the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current
    if (!shown) return
    const onClose = () => closing.current()
    shown.addEventListener('close', onClose)
    shown.showModal()
    return () => {
      shown.removeEventListener('close', onClose)
      shown.close()
    }
  }, [])
  return (
    <dialog ref={dialog} className="act" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="shut" aria-label={words.close} onClick={close}>
          ×
        </button>
      </header>
      {about ? <p className="about">{about}</p> : undefined}
      {children}
    </dialog>
  )
}
