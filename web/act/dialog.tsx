/** A window over the page for one thing to do. The browser holds the focus in it and gives it back; Esc closes it. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
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
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className="act" aria-labelledby={id} onClose={close}>
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
