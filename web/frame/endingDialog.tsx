/** Says that the session ends soon, over whatever is open, and goes on by one press. What is typed stays as it is. */
import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import '../look/act.css'
import { useWords } from '../words/language.tsx'
import { Trouble } from './asked.tsx'
import { useLeaving } from './leaving.ts'

interface EndingProps {
  /** By this browser's clock, in milliseconds. */
  readonly endsAt: number
  readonly minutesLeft: number
  readonly extend: () => Promise<void>
}

export function EndingDialog({ endsAt, minutesLeft, extend }: EndingProps) {
  const { ending } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [isAsking, setAsking] = useState(false)
  const [error, setError] = useState<Error>()
  const leave = useLeaving('back')
  // Whoever went on and is told again has reached the longest that a session lasts.
  const [wentOn, setWentOn] = useState(false)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  const goOn = async () => {
    setAsking(true)
    try {
      await extend()
      setWentOn(true)
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)))
    } finally {
      setAsking(false)
    }
  }
  const time = new Date(endsAt).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })
  return (
    <dialog ref={dialog} className="act" aria-labelledby={id} onCancel={(event) => event.preventDefault()}>
      <header>
        <h2 id={id}>{ending.title}</h2>
      </header>
      <p role="alert">{wentOn ? ending.longest(time) : ending.at(time, minutesLeft)}</p>
      <p>{ending.kept}</p>
      {error ? (
        <p className="wrong" role="alert">
          <Trouble error={error} />
        </p>
      ) : undefined}
      <p className="buttons">
        {wentOn ? undefined : (
          <Button loading={isAsking} onClick={goOn}>
            {ending.goOn}
          </Button>
        )}
        <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
          {ending.again}
        </Button>
      </p>
    </dialog>
  )
}
