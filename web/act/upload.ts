/** A file is sent in two steps: an address is asked for, then what was sent there is looked at and taken in. */
import * as z from 'zod/mini'
import { FileView } from '../../domain/files/file.ts'
import { ask, refusalIn } from '../api/ask.ts'
import { reached } from '../api/reached.ts'

const Begun = z.object({
  id: z.string(),
  sending: z.union([
    z.object({ method: z.literal('PUT'), url: z.string() }),
    z.object({ method: z.literal('POST'), url: z.string(), fields: z.record(z.string(), z.string()) }),
  ]),
})

/** Only called once its sender has said that it holds no state secrets. Refused with the API's sentence where it does not pass. */
export async function uploaded(file: File, programme: string): Promise<FileView> {
  const body = { programme, bytes: file.size, noStateSecrets: true }
  const { id, sending } = await ask('files', Begun, { method: 'POST', body })
  const response = await reached(sending.url, { method: sending.method, body: contentOf(file, sending) })
  if (!response.ok) throw await refusalIn(response)
  return ask(`files/${id}/confirmation`, FileView, { method: 'POST', body: { name: file.name } })
}

function contentOf(file: File, sending: z.output<typeof Begun>['sending']): FormData | File {
  if (sending.method === 'PUT') return file
  const form = new FormData()
  for (const [name, value] of Object.entries(sending.fields)) form.append(name, value)
  // S3 takes the file as the last field.
  form.append('file', file)
  return form
}
