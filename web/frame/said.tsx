/** What has just been done, said once at the foot of the page and to whoever listens; it leaves by itself. */
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'

const Saying = createContext<(sentence: string) => void>(() => {})

const seconds = 8

export function SaidProvider({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<{ readonly sentence: string }>()
  const say = useCallback((sentence: string) => setSaid({ sentence }), [])
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(undefined), seconds * 1000)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <Saying value={say}>
      {children}
      <p className={said ? 'justSaid' : 'unseen'} role="status">
        {said?.sentence ?? ''}
      </p>
    </Saying>
  )
}

export function useSay(): (sentence: string) => void {
  return use(Saying)
}
