/** A page of paper on the screen: what is printed is what is seen, without what stands around it. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import '../look/sheet.css'
import { written } from '../../domain/days.ts'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { sheetWords } from './words.ts'

interface SheetProps {
  readonly title: string
  readonly under: ReactNode
  readonly children: ReactNode
}

export function Sheet({ title, under, children }: SheetProps) {
  const words = useRoomWords(sheetWords)
  const { session, today, nameOf } = useOffice()
  const [own] = session.capacities
  return (
    <>
      <p className="sheetBar">
        <Link href="/tong-quan">← {words.back}</Link>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </p>
      <article className="sheet">
        <header>
          <p>{own ? <Written>{nameOf(own.agency)}</Written> : undefined}</p>
          <p>{words.printedOn(written(today))}</p>
        </header>
        <PageTitle>{title}</PageTitle>
        {under}
        {children}
      </article>
    </>
  )
}
