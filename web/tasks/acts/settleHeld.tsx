/** What an agency disowned, once the office has asked: it stands as it came, or is dropped. A result is returned instead. */

import { heldIn } from '../../../domain/tasks/held.ts'
import { OneOf, TextField } from '../../act/fields.tsx'
import { useRoomWords, Written } from '../../words/language.tsx'
import { ActForm, type ActProps, useTaskForm } from './taskForm.tsx'
import { taskActWords } from './words.ts'

export function SettleHeld(props: ActProps) {
  const { held: words, reason } = useRoomWords(taskActWords)
  const held = heldIn(props.task.value)
  const nameOf = ({ about, what }: (typeof held)[number]) =>
    what === undefined ? words[about] : `${words.part}: ${what}`
  const form = useTaskForm({
    ...props,
    act: 'settleHeld',
    path: 'held',
    initial: { which: '0', keep: 'keep' as 'keep' | 'drop', reason: '' },
    body({ which, keep, reason }) {
      const { about, ...rest } = held[Number(which)] ?? { about: 'result' as const }
      return { about, ...('part' in rest ? { part: rest.part } : {}), keep: keep === 'keep', reason }
    },
  })
  const chosen = held[Number(form.values.which)]
  return (
    <ActForm {...props} act="settleHeld" form={form}>
      {held.length > 1 ? (
        <OneOf
          field={form.field('which')}
          label={words.which}
          choices={held.map((one, index) => ({ value: String(index), name: nameOf(one) }))}
        />
      ) : undefined}
      {chosen ? (
        <p className="note">
          {nameOf(chosen)}: <Written>{chosen.reason}</Written>
        </p>
      ) : undefined}
      {chosen?.about === 'result' ? (
        <p>{words.returnInstead}</p>
      ) : (
        <OneOf
          field={form.field('keep')}
          label={words.decision}
          choices={[
            { value: 'keep', name: words.keep },
            { value: 'drop', name: words.drop },
          ]}
        />
      )}
      <TextField field={form.field('reason')} label={reason} hint={words.reasonHint} long />
    </ActForm>
  )
}
