/** Many assignments given or amended on one document; of each the API says what became of it. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import * as z from 'zod/mini'
import { ActionForm } from '../../act/actionForm.tsx'
import { basisSent, noBasis } from '../../act/basis.ts'
import { BasisField, useAgencyChoices } from '../../act/basisField.tsx'
import { Dialog } from '../../act/dialog.tsx'
import { dayFilled, filled } from '../../act/evidence.ts'
import { ChoiceField, DayField, TextField } from '../../act/fields.tsx'
import { useForm } from '../../act/form.ts'
import { mayDo } from '../../act/may.ts'
import { ask } from '../../api/ask.ts'
import { groupsQuestion } from '../../api/questions.ts'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords, useWords, Written } from '../../words/language.tsx'
import { type Outcome, Outcomes } from './outcomes.tsx'
import { manyWords } from './words.ts'

/** As the API answers it, where it was given: `already` was so on the same document. */
const Given = z.object({
  outcomes: z.array(
    z.object({
      assignment: z.string(),
      outcome: z.enum(['given', 'amended', 'already', 'refused']),
      refusal: z.optional(z.object({ detail: z.string() })),
    }),
  ),
})

/** A request takes no more. */
const mostAtOnce = 50

interface GiveManyProps {
  readonly entries: readonly { readonly assignment: string; readonly title: string }[]
  readonly close: () => void
}

export function GiveMany({ entries: now, close }: GiveManyProps) {
  const words = useRoomWords(manyWords)
  const { number } = useWords()
  const office = useOffice()
  const agencies = useAgencyChoices()
  const { data: groups = [] } = useQuery(groupsQuestion)
  const isGroup = (holder: string) => groups.some(({ id }) => id === holder)
  const holders = [...agencies, ...groups.map(({ id, name }) => ({ value: id, name }))]
  // Several occurrences of one series are one assignment, and the list behind changes while it is given.
  const [entries] = useState(() => [...new Map(now.map((one) => [one.assignment, one])).values()])
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>()
  const inNameOf = useMemo(
    () => agencies.filter(({ value }) => mayDo('assignment.give', { givenBy: value }, office) === 'yes'),
    [agencies, office],
  )
  const form = useForm({
    draft: 'many/give',
    initial: { lead: '', product: '', dueOn: '', givenBy: '', document: noBasis },
    async send({ lead, product, dueOn, givenBy, document }) {
      const day = dayFilled('dueOn', dueOn)
      const terms = {
        ...(lead === '' ? {} : { to: isGroup(lead) ? { group: lead } : { lead } }),
        ...filled('product', product),
        ...(day.dueOn ? { schedule: { kind: 'once', dueOn: day.dueOn, bound: 'by' } } : {}),
        ...filled('givenBy', givenBy),
      }
      let basis = basisSent(document, office.documents)
      const answers: Outcome[] = []
      for (let from = 0; from < entries.length; from += mostAtOnce) {
        const some = entries.slice(from, from + mostAtOnce)
        const body = { document: basis, entries: some.map(({ assignment }) => ({ assignment, ...terms })) }
        const { outcomes } = await ask(`programmes/${office.programme?.id}/givings`, Given, { method: 'POST', body })
        answers.push(...outcomes.map((one) => outcomeOf(one, entries)))
        // Entered with the first request, it is known to the others.
        if (typeof basis !== 'string') basis = basis.id
      }
      return answers
    },
    done: setOutcomes,
    fieldAt: (path) => path.replace(/^entries\.\d+\.(?:to\.)?/, '').replace(/^schedule\./, ''),
  })
  const { lead } = form.values
  return (
    <Dialog title={words.give(number(entries.length))} close={close}>
      {outcomes ? (
        <Outcomes outcomes={outcomes} close={close} />
      ) : (
        <ActionForm
          form={form}
          action={words.give(number(entries.length))}
          told={[holders.find(({ value }) => value === lead)?.name ?? words.whoeverLeads]}
          changes={words.giveChanges}
          cancel={close}
        >
          <details>
            <summary>{words.list(number(entries.length))}</summary>
            <ul className="chosenTitles">
              {entries.map(({ assignment, title }) => (
                <li key={assignment}>
                  <Written>{title}</Written>
                </li>
              ))}
            </ul>
          </details>
          <p className="minor">{words.giveHint}</p>
          <ChoiceField field={form.field('lead')} label={words.lead} choices={holders} none={words.sameLead} optional />
          <TextField field={form.field('product')} label={words.product} long optional />
          <DayField field={form.field('dueOn')} label={words.due} optional />
          {inNameOf.length > 1 ? (
            <ChoiceField
              field={form.field('givenBy')}
              label={words.inNameOf}
              choices={inNameOf}
              none={words.sameGiver}
              optional
            />
          ) : undefined}
          <BasisField field={form.field('document')} />
        </ActionForm>
      )}
    </Dialog>
  )
}

function outcomeOf(
  { assignment, refusal }: z.output<typeof Given>['outcomes'][number],
  entries: GiveManyProps['entries'],
): Outcome {
  const title = entries.find((one) => one.assignment === assignment)?.title ?? assignment
  return { id: assignment, title, refusal: refusal?.detail }
}
