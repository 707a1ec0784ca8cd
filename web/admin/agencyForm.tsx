/** One agency of the register, entered or changed. */
import { useQuery } from '@tanstack/react-query'
import { Agency } from '../../domain/programme/schema.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { useAgencyChoices } from '../act/basisField.tsx'
import { Dialog } from '../act/dialog.tsx'
import { filled } from '../act/evidence.ts'
import { ChoiceField, TextField } from '../act/fields.tsx'
import { type Facts, useForm } from '../act/form.ts'
import { newId } from '../act/newId.ts'
import { ask, askVersioned, type Versioned } from '../api/ask.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords } from '../words/language.tsx'
import { MailboxField } from './mailboxField.tsx'
import { Tick } from './tick.tsx'
import { adminWords } from './words.ts'

interface AgencyFormProps {
  /** None: a new one. */
  readonly id: string | undefined
  readonly close: () => void
}

export function AgencyForm({ id, close }: AgencyFormProps) {
  const words = useRoomWords(adminWords)
  return (
    <Dialog title={id === undefined ? words.addAgency : words.edit} close={close}>
      {id === undefined ? <Form close={close} /> : <Known id={id} close={close} />}
    </Dialog>
  )
}

function Known({ id, close }: { readonly id: string; readonly close: () => void }) {
  const answer = useQuery({
    queryKey: ['agency', id],
    queryFn: () => askVersioned(`agencies/${id}`, Agency),
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
  return <Asked answer={answer}>{(seen) => <Form seen={seen} close={close} />}</Asked>
}

function Form({ seen, close }: { readonly seen?: Versioned<Agency>; readonly close: () => void }) {
  const words = useRoomWords(adminWords)
  const { directory, nameOf } = useOffice()
  const choices = useAgencyChoices()
  const say = useSay()
  const known = seen?.value
  const factsOf = ({ name, mailbox, head, fallback, superior, worksForSubordinates }: Agency): Facts => [
    [words.name, name],
    [words.mailbox, mailbox],
    [words.headPosition, head.position],
    [words.headMailbox, head.mailbox],
    [words.fallback, fallback ?? ''],
    [words.superior, superior ? nameOf(superior) : ''],
    [words.worksForSubordinates, worksForSubordinates ? words.yes : words.no],
  ]
  const form = useForm({
    draft: `agency/${known?.id ?? 'new'}`,
    initial: {
      name: known?.name ?? '',
      shortName: known?.shortName ?? '',
      superior: known?.superior ?? '',
      office: known?.office ?? '',
      mailbox: known?.mailbox ?? '',
      headPosition: known?.head.position ?? '',
      headMailbox: known?.head.mailbox ?? '',
      worksForSubordinates: known?.worksForSubordinates === true,
      fallback: known?.fallback ?? '',
      document: '',
    },
    ...(seen
      ? { about: { seen, reread: () => askVersioned(`agencies/${seen.value.id}`, Agency), facts: factsOf } }
      : {}),
    send: (
      {
        name,
        mailbox,
        headPosition,
        headMailbox,
        fallback,
        shortName,
        superior,
        office,
        worksForSubordinates,
        document,
      },
      version,
    ) =>
      ask(`agencies/${known?.id ?? newId(name, directory.keys(), 'co-quan')}`, Agency, {
        method: 'PUT',
        body: {
          name: name.trim(),
          mailbox: mailbox.trim(),
          head: { position: headPosition.trim(), mailbox: headMailbox.trim() },
          ...filled('fallback', fallback),
          ...filled('shortName', shortName),
          ...filled('superior', superior),
          ...filled('office', office),
          ...(worksForSubordinates || known?.worksForSubordinates ? { worksForSubordinates } : {}),
          ...(known?.from ? { from: known.from } : {}),
          ...filled('document', document),
        },
        version,
      }),
    done() {
      say(words.saved)
      close()
    },
    fieldAt: (path) => ({ 'head.position': 'headPosition', 'head.mailbox': 'headMailbox' })[path] ?? path,
  })
  return (
    <ActionForm form={form} action={words.save} told={[]} changes={words.agencyChanges} cancel={close}>
      <TextField field={form.field('name')} label={words.name} most={500} />
      <div className="sideBySide">
        <TextField field={form.field('shortName')} label={words.shortName} most={100} optional />
        <MailboxField field={form.field('mailbox')} label={words.mailbox} />
      </div>
      <div className="sideBySide">
        <TextField field={form.field('headPosition')} label={words.headPosition} most={300} />
        <MailboxField field={form.field('headMailbox')} label={words.headMailbox} />
      </div>
      <MailboxField field={form.field('fallback')} label={words.fallback} hint={words.fallbackHint} optional />
      <ChoiceField
        field={form.field('superior')}
        label={words.superior}
        choices={choices}
        none={words.noAgency}
        optional
      />
      <ChoiceField field={form.field('office')} label={words.office} choices={choices} none={words.noAgency} optional />
      <Tick field={form.field('worksForSubordinates')} label={words.worksForSubordinates} />
      <TextField field={form.field('document')} label={words.document} hint={words.documentHint} most={500} optional />
    </ActionForm>
  )
}
