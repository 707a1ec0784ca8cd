/** One group: its name and its members. Who leaves keeps the day of leaving; who joins has today's. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays } from '../../domain/days.ts'
import { AgencyGroup } from '../../domain/programme/schema.ts'
import { fold } from '../../domain/search.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { useAgencyChoices } from '../act/basisField.tsx'
import { Dialog } from '../act/dialog.tsx'
import { filled } from '../act/evidence.ts'
import { TextField } from '../act/fields.tsx'
import { type Field, useCheck, useForm } from '../act/form.ts'
import { newId } from '../act/newId.ts'
import { ask, askVersioned, type Versioned } from '../api/ask.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords } from '../words/language.tsx'
import { membersAfter, membersOn } from './members.ts'
import { adminWords } from './words.ts'

interface GroupFormProps {
  readonly id: string | undefined
  readonly taken: readonly string[]
  readonly close: () => void
}

export function GroupForm({ id, ...props }: GroupFormProps) {
  const words = useRoomWords(adminWords)
  return (
    <Dialog title={id === undefined ? words.addGroup : words.edit} close={props.close}>
      {id === undefined ? <Form {...props} /> : <Known id={id} {...props} />}
    </Dialog>
  )
}

function Known({ id, ...props }: Omit<GroupFormProps, 'id'> & { readonly id: string }) {
  const answer = useQuery({
    queryKey: ['group', id],
    queryFn: () => askVersioned(`groups/${id}`, AgencyGroup),
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
  return <Asked answer={answer}>{(seen) => <Form seen={seen} {...props} />}</Asked>
}

function Form({ seen, taken, close }: Omit<GroupFormProps, 'id'> & { readonly seen?: Versioned<AgencyGroup> }) {
  const words = useRoomWords(adminWords)
  const { today, nameOf } = useOffice()
  const say = useSay()
  const known = seen?.value
  const form = useForm({
    draft: `group/${known?.id ?? 'new'}`,
    initial: { name: known?.name ?? '', members: membersOn(known?.members ?? [], today), document: '' },
    ...(seen
      ? {
          about: {
            seen,
            reread: () => askVersioned(`groups/${seen.value.id}`, AgencyGroup),
            facts: ({ name, members }: AgencyGroup) => [
              [words.name, name] as const,
              [words.members, members.map(({ agency }) => nameOf(agency)).join('; ')] as const,
            ],
          },
        }
      : {}),
    send: ({ name, members, document }, version) =>
      ask(`groups/${known?.id ?? newId(name, taken, 'nhom')}`, AgencyGroup, {
        method: 'PUT',
        body: {
          name: name.trim(),
          members: membersAfter(known?.members ?? [], members, known ? today : undefined, addDays(today, -1)),
          ...filled('document', document),
        },
        version,
      }),
    done() {
      say(words.saved)
      close()
    },
  })
  return (
    <ActionForm form={form} action={words.save} told={[]} changes={words.groupChanges} cancel={close}>
      <TextField field={form.field('name')} label={words.name} most={500} />
      <Members field={form.field('members')} />
      <TextField field={form.field('document')} label={words.document} most={500} optional={known === undefined} />
    </ActionForm>
  )
}

function Members({ field }: { readonly field: Field<readonly string[]> }) {
  const words = useRoomWords(adminWords)
  const choices = useAgencyChoices()
  const [wanted, setWanted] = useState('')
  useCheck(field, (members) => (members.length === 0 ? words.noMembers : undefined))
  const shown = choices.filter(({ name }) => fold(name).includes(fold(wanted)))
  return (
    <fieldset className="oneOf memberChoice" id={field.id} tabIndex={-1}>
      <legend>
        {words.members}: {field.value.length}
      </legend>
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      <div className="memberList">
        {shown.map(({ value, name }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={field.value.includes(value)}
              onChange={({ target }) =>
                field.set(target.checked ? [...field.value, value] : field.value.filter((one) => one !== value))
              }
            />
            {name}
          </label>
        ))}
      </div>
      {field.wrong ? <p className="wrong">{field.wrong}</p> : undefined}
    </fieldset>
  )
}
