/** A name and what is so: one line of a list of facts. */
import type { ReactNode } from 'react'
import { Written } from '../words/language.tsx'

interface FactProps {
  readonly name: string
  /** In the office's own words, whatever language the page speaks. */
  readonly office?: boolean
  readonly children: ReactNode
}

export function Fact({ name, office = false, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{office ? <Written>{children}</Written> : children}</dd>
    </div>
  )
}
