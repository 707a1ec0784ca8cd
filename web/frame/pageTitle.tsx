/** The heading of a page. A page that opens takes the focus to it, so that the keyboard and whoever listens are there. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../words/language.tsx'

let isFirstPage = true

export function PageTitle({ children }: { readonly children: ReactNode }) {
  const { product } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${heading.current?.textContent} - ${product}`
  })
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus()
    isFirstPage = false
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
