/** The work of Sở Y tế in a demo: what a story is about, and what is done to it outside of the browser. */
import type { Actor, Task } from '../../domain/tasks/task.ts'
import { programmeContext } from '../../functions/stores/programmes.ts'
import { changeTask, taskById, tasksByDeadline } from '../../functions/stores/tasks.ts'
import type { Place } from './place.ts'

const programme = '28-ctrhd-tu'
const health: Actor = { person: 'chuyen-vien-so-y-te', position: 'Chuyên viên', agency: 'so-y-te' }

export function workOfHealth(demo: () => Place) {
  const touched = new Set<string>()
  return {
    /** Open work that the People's Committee gave Sở Y tế and no other story has touched, the nearest first. */
    async theirs(): Promise<Task> {
      const { tasks } = await tasksByDeadline(demo().system.services.table, programme, 'open', { limit: 1000 })
      const task = tasks.find(
        ({ id, lead, givenBy, deadline, extensionAsked }) =>
          lead === health.agency &&
          givenBy === 'ubnd-tp' &&
          deadline !== undefined &&
          extensionAsked === undefined &&
          !touched.has(id),
      )
      if (!task) throw new Error('Sở Y tế leads too little')
      touched.add(task.id)
      return task
    },

    async does(task: Task, command: Parameters<typeof changeTask>[4]): Promise<void> {
      const { services } = demo().system
      const context = await programmeContext(services.table, programme)
      if (!context) throw new Error('The programme is not there')
      await changeTask(services, context.rules, task.id, health, command)
    },

    state: async (task: Task) => (await taskById(demo().system.services.table, task.id))?.standing.state,
  }
}
