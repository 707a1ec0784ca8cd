/** Đã mở: the lead's own people open a task, and whoever gave it sees that they have. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { taskCan } from '../../domain/tasks/lifecycle.ts'
import { TaskView } from '../../domain/tasks/taskView.ts'
import { mayDo } from '../act/may.ts'
import { ask, type Versioned } from '../api/ask.ts'
import { taskQuestion } from '../api/questions.ts'
import { useOffice } from '../frame/office.tsx'

export function useSeen({ value: task }: Versioned<TaskView>): void {
  const client = useQueryClient()
  const office = useOffice()
  const { id, lead, givenBy, seenOn } = task
  const isNews =
    seenOn === undefined &&
    taskCan('see', task) === 'yes' &&
    mayDo('task.see', { lead, givenBy }, office) === 'yes' &&
    office.programme?.status === 'inForce'
  useEffect(() => {
    if (!isNews) return
    // Nobody waits for it: another time will do where this one does not reach the API.
    ask(`tasks/${id}/seen`, TaskView, { method: 'POST' })
      .then(() => client.invalidateQueries({ queryKey: taskQuestion(id).queryKey }))
      .catch(() => {})
  }, [id, isNews, client])
}
