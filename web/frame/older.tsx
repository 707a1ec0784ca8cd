/** The button under a list that goes on: its next page, while there is one. */
import { Button } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'

type Pages = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>

export function Older({ answer, children }: { readonly answer: Pages; readonly children: string }) {
  if (!answer.hasNextPage) return
  return (
    <Button
      variant="default"
      loading={answer.isFetchingNextPage}
      onClick={() => {
        answer.fetchNextPage().catch(() => {})
      }}
    >
      {children}
    </Button>
  )
}
