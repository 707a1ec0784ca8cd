/** A column of a spreadsheet, pasted: what was read is shown before it is sent, and what became of each line after. */
import { useState } from 'react'
import * as z from 'zod/mini'
import { numberWritten, withUnit } from '../../../domain/targets/numbers.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { Labelled } from '../../act/fields.tsx'
import { useCheck, useForm } from '../../act/form.ts'
import { ask } from '../../api/ask.ts'
import { dayTyped } from '../../days/dayInput.ts'
import { useSay } from '../../frame/said.tsx'
import { useRoomWords, useWords, Written } from '../../words/language.tsx'
import { type FigureValue, type Pasted, pastedColumn } from './figure.ts'
import { KindField, SourceFields } from './figureFields.tsx'
import type { TargetActProps } from './targetAct.tsx'
import { targetActWords } from './words.ts'

const Outcomes = z.object({
  outcomes: z.array(
    z.object({
      outcome: z.enum(['entered', 'unchanged', 'refused']),
      problem: z.optional(z.object({ detail: z.string() })),
    }),
  ),
})
type Outcome = z.infer<typeof Outcomes>['outcomes'][number]

export function Column({ programme, target: { value: target }, close }: TargetActProps) {
  const words = useRoomWords(targetActWords)
  const say = useSay()
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const initial: { text: string; kind: FigureValue['kind']; from: { source: string; sourceDate: string } } = {
    text: '',
    kind: 'estimate',
    from: { source: '', sourceDate: '' },
  }
  const form = useForm({
    draft: `${programme}_${target.id}/column`,
    initial,
    send: ({ text, kind, from }) =>
      ask(`programmes/${programme}/observations`, Outcomes, {
        method: 'POST',
        body: {
          observations: readLines(text).map(({ year, value }) => ({
            target: target.id,
            period: { year },
            value,
            kind,
            source: from.source.trim(),
            sourceDate: dayTyped(from.sourceDate),
          })),
        },
      }),
    done({ outcomes: all }) {
      setOutcomes(all)
      say(words.done.column)
      if (all.every(({ outcome }) => outcome !== 'refused')) close()
    },
    fieldAt: (path) => path.replace(/^observations\.\d+\.(?=source)/, 'from.'),
  })
  const text = form.field('text')
  useCheck(text, (value) => (readLines(value).length === 0 ? words.nothingRead : undefined))
  return (
    <ActionForm form={form} action={words.acts.column} told={[]} changes={words.changes.column} cancel={close}>
      <Labelled field={text} label={words.pasted} hint={words.pastedHint}>
        <textarea id={text.id} rows={5} value={text.value} onChange={({ target: { value } }) => text.set(value)} />
      </Labelled>
      <Preview lines={pastedColumn(text.value)} outcomes={outcomes} unit={target.unitOfFigures} />
      <KindField field={form.field('kind')} />
      <SourceFields field={form.field('from')} />
    </ActionForm>
  )
}

function readLines(text: string) {
  return pastedColumn(text).filter(isRead)
}

function isRead(line: Pasted): line is Required<Pasted> {
  return line.year !== undefined && line.value !== undefined
}

function Preview({
  lines,
  outcomes,
  unit,
}: {
  readonly lines: readonly Pasted[]
  readonly outcomes: readonly Outcome[]
  readonly unit: string | null
}) {
  const words = useRoomWords(targetActWords)
  const { period } = useWords()
  if (lines.length === 0) return undefined
  return (
    <section className="pastedLines">
      <h3>{outcomes.length > 0 ? words.outcomes : words.preview}</h3>
      <ul>
        {lines.map((line) => {
          const outcome = isRead(line) ? outcomes[lines.filter(isRead).indexOf(line)] : undefined
          return (
            <li key={line.line}>
              {isRead(line) ? `${period(String(line.year))}: ${withUnit(numberWritten(line.value), unit)}` : line.line}
              <span className="minor">
                {isRead(line) ? (outcome ? ` ${words.outcome[outcome.outcome]}` : '') : ` ${words.notRead}`}
                {outcome?.problem ? (
                  <>
                    : <Written>{outcome.problem.detail}</Written>
                  </>
                ) : undefined}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
