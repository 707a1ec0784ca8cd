/** Phân công theo dõi, phụ trách: chosen among the people of the side that gave the work. */
import { useQuery } from '@tanstack/react-query'
import { whoMayFollow } from '../../../domain/tasks/entrusting.ts'
import type { TaskLine } from '../../../domain/tasks/taskView.ts'
import { ChoiceField } from '../../act/fields.tsx'
import type { Field } from '../../act/form.ts'
import { peopleQuestion } from '../../admin/questions.ts'
import { Asked } from '../../frame/asked.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import { ActForm, type ActProps, useTaskForm } from './taskForm.tsx'
import { taskActWords } from './words.ts'

export function Entrust(props: ActProps) {
  const { follower = '', overseer = '' } = props.task.value
  const form = useTaskForm({
    ...props,
    act: 'entrust',
    path: 'followers',
    initial: { follower, overseer },
    body: ({ follower, overseer }) => ({ follower: follower || null, overseer: overseer || null }),
  })
  return (
    <ActForm {...props} act="entrust" form={form}>
      <FollowerFields
        of={props.task.value}
        follower={form.field('follower')}
        overseer={form.field('overseer')}
        none="nobody"
      />
    </ActForm>
  )
}

interface FollowerFieldsProps {
  readonly of: Pick<TaskLine, 'givenBy' | 'programme'>
  readonly follower: Field<string>
  readonly overseer: Field<string>
  /** What an empty choice means: nobody, or whoever it is already. */
  readonly none: 'nobody' | 'unchanged'
}

export function FollowerFields({ of, follower, overseer, none }: FollowerFieldsProps) {
  const words = useRoomWords(taskActWords)
  const { directory, today, nameOf } = useOffice()
  return (
    <Asked answer={useQuery(peopleQuestion)}>
      {(people) => {
        const choices = whoMayFollow(of, people, directory, today).map(({ id, name, positions }) => {
          const held = positions.find(({ from, to }) => from <= today && (to === undefined || today <= to))
          return { value: id, name: held ? `${name} (${held.title}, ${nameOf(held.agency)})` : name }
        })
        const empty = words.followers[none]
        return (
          <>
            <ChoiceField field={follower} label={words.followers.follower} choices={choices} none={empty} optional />
            <ChoiceField field={overseer} label={words.followers.overseer} choices={choices} none={empty} optional />
          </>
        )
      }}
    </Asked>
  )
}
