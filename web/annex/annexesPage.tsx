/** Giao theo phụ lục: an annex brought to the programme on its paper, and those that were brought before. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { AnnexView } from '../../domain/annex/annexView.ts'
import { written } from '../../domain/days.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { basisSent, noBasis } from '../act/basis.ts'
import { BasisField } from '../act/basisField.tsx'
import type { SentFile } from '../act/evidence.ts'
import { FilesField } from '../act/filesField.tsx'
import { useCheck, useForm } from '../act/form.ts'
import { ask } from '../api/ask.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { annexesQuestion, annexQuestion } from './questions.ts'
import { annexWords } from './words.ts'

export function AnnexesPage() {
  const words = useRoomWords(annexWords)
  const { tasks } = useWords()
  const { programme } = useOffice()
  return (
    <>
      <p className="back">
        <Link href="/giao-viec">← {words.back}</Link>
      </p>
      <PageTitle>{words.title}</PageTitle>
      {programme ? (
        <>
          <p>{words.intro}</p>
          <Bring programme={programme.id} />
          <Brought programme={programme.id} />
        </>
      ) : (
        <p>{tasks.none}</p>
      )}
    </>
  )
}

function Bring({ programme }: { readonly programme: string }) {
  const words = useRoomWords(annexWords)
  const { documents } = useOffice()
  const client = useQueryClient()
  const [, go] = useLocation()
  const none: readonly SentFile[] = []
  const form = useForm({
    draft: `${programme}/annex`,
    initial: { document: { ...noBasis, way: 'new' as const }, files: none },
    send: ({ document, files }) =>
      ask(`programmes/${programme}/annexes`, AnnexView, {
        method: 'POST',
        body: { document: basisSent(document, documents), file: files[0]?.id },
      }),
    done: (annex) => {
      client.setQueryData(annexQuestion(annex.id).queryKey, annex)
      go(`/giao-viec/phu-luc/${annex.id}`)
    },
  })
  const files = form.field('files')
  useCheck(files, (sent) => (sent.length === 1 ? undefined : words.oneFile))
  return (
    <ActionForm form={form} action={words.read} told={[words.nobodyYet]} changes={words.readChanges}>
      <FilesField field={files} programme={programme} label={words.file} />
      <BasisField field={form.field('document')} />
    </ActionForm>
  )
}

function Brought({ programme }: { readonly programme: string }) {
  const words = useRoomWords(annexWords)
  const { number } = useWords()
  const answer = useQuery(annexesQuestion(programme))
  return (
    <Asked answer={answer}>
      {(annexes) =>
        annexes.length === 0 ? undefined : (
          <>
            <h2>{words.brought}</h2>
            <ul>
              {annexes.map(({ id, fileName, rows, state, on }) => (
                <li key={id}>
                  <Link href={`/giao-viec/phu-luc/${id}`}>
                    <Written>{words.line(fileName, number(rows), words.states[state], written(on))}</Written>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Asked>
  )
}
