/** The tasks that are shown as a workbook, in the same order. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { save } from '../api/ask.ts'
import { Trouble } from '../frame/asked.tsx'
import { useWords } from '../words/language.tsx'

/** The API writes no more rows into one file. */
const mostRows = 5000

export function ExportButton({ tasks }: { readonly tasks: readonly Pick<TaskLine, 'id'>[] }) {
  const { tasks: words } = useWords()
  const write = useMutation({
    mutationFn: () =>
      save('workbooks/tasks', { method: 'POST', body: { tasks: tasks.slice(0, mostRows).map(({ id }) => id) } }),
  })
  return (
    <>
      <Button size="compact-md" variant="subtle" loading={write.isPending} onClick={() => write.mutate()}>
        {words.workbook}
      </Button>
      {write.error ? (
        <span className="overdue" role="alert">
          <Trouble error={write.error} />
        </span>
      ) : undefined}
    </>
  )
}
