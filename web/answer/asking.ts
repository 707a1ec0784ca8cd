/** Asking the API by a link: the token goes in a header of its own, and what comes back is parsed by the schema that its route promises. */
import * as z from 'zod/mini'
import { LinkFormView, LinkReceiptView } from '../../domain/links/formView.ts'
import { answeredIn, reached } from '../api/reached.ts'

// Compiled parsers are made by `new Function`, which the page's policy forbids.
z.config({ jitless: true })

const Problem = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), sentence: z.string() }))),
  doubts: z.optional(z.array(z.object({ code: z.string(), sentence: z.string() }))),
})
export type Problem = z.infer<typeof Problem>

/** The API said no. */
export class Refused extends Error {
  override name = 'Refused'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

export interface Asking {
  open(): Promise<LinkFormView>
  /** `key`: the same for what is sent again because nobody heard. */
  submit(body: object, key: string): Promise<LinkReceiptView>
  disown(reason: string): Promise<LinkReceiptView>
  renew(): Promise<string>
  upload(file: File): Promise<string>
}

export function askingBy(link: string): Asking {
  const post = async <Schema extends z.ZodMiniType>(path: string, schema: Schema, body?: object, key?: string) => {
    const response = await reached(`/api/${path}`, {
      method: 'POST',
      headers: {
        'dondoc-link': link,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const { status, body: answer } = await answeredIn(response)
    if (status < 400) return schema.parse(answer)
    throw new Refused(Problem.parse(answer))
  }
  return {
    open: () => post('links/opening', LinkFormView),
    submit: (body, key) => post('links/submissions', LinkReceiptView, body, key),
    disown: (reason) => post('links/disowning', LinkReceiptView, reason === '' ? {} : { reason }),
    renew: async () => (await post('links/renewal', z.object({ mailbox: z.string() }))).mailbox,
    async upload(file) {
      const { id, sending } = await post('files/by-link', Begun, { bytes: file.size, noStateSecrets: true })
      const sent = await reached(sending.url, { method: sending.method, body: contentOf(file, sending) })
      if (!sent.ok) throw new Refused(Problem.parse((await answeredIn(sent)).body))
      await post(`files/${id}/confirmation/by-link`, z.object({ id: z.string() }), { name: file.name })
      return id
    },
  }
}

const Begun = z.object({
  id: z.string(),
  sending: z.union([
    z.object({ method: z.literal('PUT'), url: z.string() }),
    z.object({ method: z.literal('POST'), url: z.string(), fields: z.record(z.string(), z.string()) }),
  ]),
})

function contentOf(file: File, sending: z.output<typeof Begun>['sending']): FormData | File {
  if (sending.method === 'PUT') return file
  const form = new FormData()
  for (const [name, value] of Object.entries(sending.fields)) form.append(name, value)
  // S3 takes the file as the last field.
  form.append('file', file)
  return form
}
