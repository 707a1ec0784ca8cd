/** The reminder rules in force, and other ones: seen in their letters first, then applied on a document. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import * as z from 'zod/mini'
import { ProgrammeView as Programme, type ProgrammeView } from '../../domain/programme/programmeView.ts'
import type { Settings } from '../../domain/programme/schema.ts'
import { PlanDifference } from '../../domain/reminders/planDifference.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { basisSent, noBasis } from '../act/basis.ts'
import { BasisField } from '../act/basisField.tsx'
import { TextField } from '../act/fields.tsx'
import { type Field, useCheck, useForm } from '../act/form.ts'
import { mayDo } from '../act/may.ts'
import { ask } from '../api/ask.ts'
import { Trouble } from '../frame/asked.tsx'
import { Fact } from '../frame/fact.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords } from '../words/language.tsx'
import { Difference } from './difference.tsx'
import { countNames, daysTyped, ladderNames, rulesValue, settingsSent } from './settingsForm.ts'
import { calendarWords } from './words.ts'

export function Rules({ programme }: { readonly programme: ProgrammeView }) {
  const { rules: words } = useRoomWords(calendarWords)
  const office = useOffice()
  const [isOpen, setOpen] = useState(false)
  const givenBy = office.documents.find(({ id }) => id === programme.document)?.issuer
  const mayChange = mayDo('programme.changeSettings', { givenBy }, office) === 'yes'
  return (
    <section aria-labelledby="quy-tac">
      <h2 id="quy-tac">{words.title}</h2>
      {isOpen ? (
        <RulesForm programme={programme} close={() => setOpen(false)} />
      ) : (
        <>
          <InForce settings={programme.settings} />
          {mayChange ? (
            <p className="actions">
              <Button onClick={() => setOpen(true)}>{words.change}</Button>
            </p>
          ) : undefined}
        </>
      )}
    </section>
  )
}

function InForce({ settings }: { readonly settings: Settings }) {
  const { rules: words } = useRoomWords(calendarWords)
  const { ladder, acceptance, roll, beforeIncludesDay } = settings
  const yesOrNo = (is: boolean) => (is ? words.yes : words.no)
  return (
    <dl className="facts">
      {ladderNames.map((name) => (
        <Fact key={name} name={words[name]}>
          {ladder[name].length > 0 ? words.days(ladder[name].join(', ')) : words.no}
        </Fact>
      ))}
      <Fact name={words.onTheDay}>{yesOrNo(ladder.onTheDay)}</Fact>
      <Fact name={words.acceptance}>{yesOrNo(acceptance)}</Fact>
      <Fact name={words.roll}>{yesOrNo(roll === 'nextWorkingDay')}</Fact>
      <Fact name={words.beforeIncludesDay}>{yesOrNo(beforeIncludesDay)}</Fact>
      {countNames.map((name) => (
        <Fact key={name} name={words[name]}>
          {settings[name]}
        </Fact>
      ))}
    </dl>
  )
}

function RulesForm({ programme, close }: { readonly programme: ProgrammeView; readonly close: () => void }) {
  const { rules: words } = useRoomWords(calendarWords)
  const { documents } = useOffice()
  const say = useSay()
  const path = `programmes/${programme.id}/settings`
  const preview = useMutation({
    mutationFn: (settings: object) => ask(`${path}/preview`, PlanDifference, { method: 'POST', body: { settings } }),
  })
  const form = useForm({
    draft: `${programme.id}/rules`,
    initial: { ...rulesValue(programme.settings), document: noBasis, seen: '' },
    send: ({ document, ...value }) =>
      ask(path, z.strictObject({ programme: Programme, replanned: z.int() }), {
        method: 'PATCH',
        body: { document: basisSent(document, documents), settings: settingsSent(value, programme.settings) ?? {} },
      }),
    done() {
      say(words.applied)
      close()
    },
    fieldAt: (place) => place.replace(/^settings\.(?:ladder\.)?/, ''),
  })
  const settings = settingsSent(form.values, programme.settings)
  const asked = JSON.stringify(settings)
  const seen = form.field('seen')
  // Nothing is applied whose letters were not looked at.
  useCheck(seen, () =>
    !settings ? words.nothing : seen.value === asked && preview.data ? undefined : words.previewFirst,
  )
  return (
    <div className="rulesForm">
      <p>{words.note}</p>
      <ActionForm form={form} action={words.apply} told={[]} changes={words.changes} cancel={close}>
        {ladderNames.map((name) => (
          <DaysField key={name} ladder={name} field={form.field(name)} label={words[name]} />
        ))}
        {(['onTheDay', 'acceptance', 'roll', 'beforeIncludesDay'] as const).map((name) => (
          <Tick key={name} field={form.field(name)} label={words[name]} />
        ))}
        {countNames.map((name) => (
          <TextField key={name} field={form.field(name)} label={words[name]} most={3} />
        ))}
        <p>
          <Button
            variant="default"
            id={seen.id}
            loading={preview.isPending}
            disabled={!settings}
            onClick={() => {
              seen.set(asked ?? '')
              preview.mutate(settings ?? {})
            }}
          >
            {words.preview}
          </Button>
        </p>
        {preview.error ? (
          <p className="wrong" role="alert">
            <Trouble error={preview.error} />
          </p>
        ) : undefined}
        {preview.data && seen.value === asked ? <Difference difference={preview.data} /> : undefined}
        <BasisField field={form.field('document')} />
      </ActionForm>
    </div>
  )
}

interface DaysFieldProps {
  readonly ladder: (typeof ladderNames)[number]
  readonly field: Field<string>
  readonly label: string
}

function DaysField({ ladder, field, label }: DaysFieldProps) {
  const { rules: words } = useRoomWords(calendarWords)
  return (
    <CheckedDays ladder={ladder} field={field} wrong={words.notDays(label)}>
      <TextField field={field} label={label} hint={words.daysHint} optional />
    </CheckedDays>
  )
}

/** The days are read as well as there: asked after the field's own check, so that its sentence is the one told. */
function CheckedDays({
  ladder,
  field,
  wrong,
  children,
}: Pick<DaysFieldProps, 'ladder' | 'field'> & {
  readonly wrong: string
  readonly children: ReactNode
}) {
  useCheck(field, (value) => (daysTyped(value, ladder) === undefined ? wrong : undefined))
  return children
}

function Tick({ field, label }: { readonly field: Field<boolean>; readonly label: string }) {
  return (
    <label className="checkLine">
      <input id={field.id} type="checkbox" checked={field.value} onChange={({ target }) => field.set(target.checked)} />
      {label}
    </label>
  )
}
