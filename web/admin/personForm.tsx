/** One person: roles and positions, entered or changed. A position that is given up gets its last day. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Role } from '../../domain/access/roles.ts'
import { Person } from '../../domain/agencies/person.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { Dialog } from '../act/dialog.tsx'
import { filled } from '../act/evidence.ts'
import { TextField } from '../act/fields.tsx'
import { useForm } from '../act/form.ts'
import { newId } from '../act/newId.ts'
import { ask, askVersioned, type Versioned } from '../api/ask.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords } from '../words/language.tsx'
import { MailboxField } from './mailboxField.tsx'
import { newPosition, type PositionValue, positionSent, positionShown } from './position.ts'
import { PositionFields, SomeOf } from './positionFields.tsx'
import { Tick } from './tick.tsx'
import { adminWords } from './words.ts'

interface PersonFormProps {
  readonly id: string | undefined
  readonly taken: readonly string[]
  readonly close: () => void
}

export function PersonForm({ id, ...props }: PersonFormProps) {
  const words = useRoomWords(adminWords)
  return (
    <Dialog title={id === undefined ? words.addPerson : words.edit} close={props.close}>
      {id === undefined ? <Form {...props} /> : <Known id={id} {...props} />}
    </Dialog>
  )
}

function Known({ id, ...props }: Omit<PersonFormProps, 'id'> & { readonly id: string }) {
  const answer = useQuery({
    queryKey: ['person', id],
    queryFn: () => askVersioned(`people/${id}`, Person),
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
  return <Asked answer={answer}>{(seen) => <Form seen={seen} {...props} />}</Asked>
}

function Form({ seen, taken, close }: Omit<PersonFormProps, 'id'> & { readonly seen?: Versioned<Person> }) {
  const words = useRoomWords(adminWords)
  const { today, nameOf } = useOffice()
  const say = useSay()
  const known = seen?.value
  const initial: {
    name: string
    mailbox: string
    roles: readonly Role[]
    positions: readonly PositionValue[]
    shared: boolean
    document: string
  } = {
    name: known?.name ?? '',
    mailbox: known?.mailbox ?? '',
    roles: known?.roles ?? [],
    positions: known ? known.positions.map(positionShown) : [newPosition(today)],
    shared: known?.shared === true,
    document: '',
  }
  const form = useForm({
    draft: `person/${known?.id ?? 'new'}`,
    initial,
    ...(seen
      ? {
          about: {
            seen,
            reread: () => askVersioned(`people/${seen.value.id}`, Person),
            facts: ({ name, mailbox, roles, positions }: Person) => [
              [words.name, name] as const,
              [words.mailbox, mailbox] as const,
              [words.roles, roles.map((role) => words.role[role]).join(', ')] as const,
              [
                words.positions,
                positions.map(({ title, agency }) => `${title}, ${nameOf(agency)}`).join('; '),
              ] as const,
            ],
          },
        }
      : {}),
    send: ({ name, mailbox, roles, positions, shared, document }, version) =>
      ask(`people/${known?.id ?? newId(name, taken, 'nguoi')}`, Person, {
        method: 'PUT',
        body: {
          name: name.trim(),
          mailbox: mailbox.trim(),
          roles,
          positions: positions.map(positionSent),
          ...(shared ? { shared: true } : {}),
          ...filled('document', document),
        },
        version,
      }),
    done() {
      say(words.saved)
      close()
    },
  })
  const positions = form.field('positions')
  return (
    <ActionForm form={form} action={words.save} told={[]} changes={words.personChanges} cancel={close}>
      <TextField field={form.field('name')} label={words.name} most={200} />
      <MailboxField field={form.field('mailbox')} label={words.mailbox} />
      <SomeOf
        field={form.field('roles')}
        label={words.roles}
        choices={Role.options.map((role) => ({ value: role, name: words.role[role] }))}
      />
      <Tick field={form.field('shared')} label={words.shared} />
      {positions.value.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what a position is known by while it is typed
        <PositionFields key={index} field={positions.part(index)} ordinal={index + 1} holder={known?.id} />
      ))}
      <p>
        <Button
          variant="subtle"
          size="compact-md"
          onClick={() => positions.set([...positions.value, newPosition(today)])}
        >
          {words.addPosition}
        </Button>
      </p>
      <TextField field={form.field('document')} label={words.personDocument} most={500} optional />
    </ActionForm>
  )
}
