/** Who follows a task for the side that gave it, and who is in charge, for whoever reads the register of people. */
import { useQuery } from '@tanstack/react-query'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { mayDo } from '../act/may.ts'
import { peopleQuestion } from '../admin/questions.ts'
import { Fact } from '../frame/fact.tsx'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords } from '../words/language.tsx'
import { taskActWords } from './acts/words.ts'

export function Followers({
  task: { follower, overseer },
}: {
  readonly task: Pick<TaskLine, 'follower' | 'overseer'>
}) {
  const { followers: words } = useRoomWords(taskActWords)
  const office = useOffice()
  const isAsked = (follower !== undefined || overseer !== undefined) && mayDo('person.read', {}, office) === 'yes'
  const { data: people } = useQuery({ ...peopleQuestion, enabled: isAsked })
  const nameOf = (id: string) => people?.find((one) => one.id === id)?.name
  const known = { follower: follower && nameOf(follower), overseer: overseer && nameOf(overseer) }
  return (
    <>
      {known.follower ? (
        <Fact name={words.follower} office>
          {known.follower}
        </Fact>
      ) : undefined}
      {known.overseer ? (
        <Fact name={words.overseer} office>
          {known.overseer}
        </Fact>
      ) : undefined}
    </>
  )
}
