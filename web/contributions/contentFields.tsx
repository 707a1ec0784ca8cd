/** The outline as a form: a row for each clause and target, the agency's own words, what proves them. */
import { Link } from 'wouter'
import { EvidenceField } from '../act/evidenceField.tsx'
import { Labelled, TextField } from '../act/fields.tsx'
import type { Field } from '../act/form.ts'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, useWords } from '../words/language.tsx'
import type { ContentValue, RowValue } from './content.ts'
import { contributionWords } from './words.ts'

interface ContentFieldsProps {
  readonly rows: Field<ContentValue['rows']>
  readonly text: Field<string>
  readonly evidence: Field<ContentValue['evidence']>
  readonly kind: keyof typeof contributionWords.vi.text
  readonly programme: string
}

export function ContentFields({ rows, text, evidence, kind, programme }: ContentFieldsProps) {
  const words = useRoomWords(contributionWords)
  return (
    <>
      {rows.value.length > 0 ? (
        <div className="outline">
          {rows.value.map((row, index) => (
            <Row key={`${row.clause} ${row.target}`} field={rows.part(index)} />
          ))}
        </div>
      ) : undefined}
      <TextField field={text} label={words.text[kind]} most={20_000} long optional />
      <EvidenceField field={evidence} programme={programme} />
    </>
  )
}

function Row({ field }: { readonly field: Field<RowValue> }) {
  const words = useRoomWords(contributionWords)
  const { clause } = useWords()
  const { here } = useOffice()
  const { title, target, wanting, clause: place } = field.value
  const text = field.part('text')
  return (
    <div className={wanting ? 'outlineRow wanting' : 'outlineRow'}>
      <Labelled field={text} label={`${clause(place)}: ${title}`} hint={wanting ? words.rowWanting : undefined}>
        <textarea
          id={text.id}
          rows={2}
          value={text.value}
          placeholder={words.rowHint}
          onChange={({ target: { value } }) => text.set(value)}
        />
      </Labelled>
      {target ? (
        <Link className="minor" href={here(`/chi-tieu/${target}`)}>
          {words.enterFigure}
        </Link>
      ) : undefined}
    </div>
  )
}
