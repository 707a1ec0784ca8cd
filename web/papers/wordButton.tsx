/** A paper to sign, as a Word file. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { save } from '../api/ask.ts'
import { Trouble } from '../frame/asked.tsx'

export function WordButton({
  path,
  query = {},
  children,
}: {
  /** Below `papers/`. */
  readonly path: string
  readonly query?: { readonly [name: string]: string }
  readonly children: ReactNode
}) {
  const write = useMutation({ mutationFn: () => save(`papers/${path}`, { query }) })
  return (
    <>
      <Button size="compact-md" variant="subtle" loading={write.isPending} onClick={() => write.mutate()}>
        {children}
      </Button>
      {write.error ? (
        <span className="overdue" role="alert">
          <Trouble error={write.error} />
        </span>
      ) : undefined}
    </>
  )
}
