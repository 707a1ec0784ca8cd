/** Files that a thing names, each to be fetched as it was sent. */
import { useQueries } from '@tanstack/react-query'
import { FileView } from '../../domain/files/file.ts'
import { ask } from '../api/ask.ts'
import { useWords, Written } from '../words/language.tsx'

export function FileLinks({ files = [] }: { readonly files?: readonly string[] | undefined }) {
  const { fileSize, number } = useWords()
  const answers = useQueries({
    queries: files.map((id) => ({
      queryKey: ['file', id],
      queryFn: () => ask(`files/${id}`, FileView),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  if (files.length === 0) return undefined
  return (
    <ul className="fileLinks">
      {answers.map(({ data }) =>
        data ? (
          <li key={data.id}>
            <a href={`/api/files/${data.id}/content`} download>
              <Written>{data.name}</Written>
            </a>{' '}
            <span className="minor">{fileSize(number(Math.ceil(data.bytes / 1024)))}</span>
          </li>
        ) : undefined,
      )}
    </ul>
  )
}
