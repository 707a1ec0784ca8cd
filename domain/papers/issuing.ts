/** Who issues a paper, in which form, where, and who signs; and how a paper names the programme it is about. */
import { type Directory, nameOf } from '../agencies/directory.ts'
import type { Document } from '../programme/schema.ts'
import { formOf, type PaperForm, placeOf, signatureOf } from './form.ts'
import type { Paper } from './paper.ts'

/** What follows from the body that issues it; the form is its own, unless another is asked for. */
export function issuedBy(
  id: string,
  directory: Directory,
  form?: PaperForm,
): Pick<Paper, 'form' | 'issuer' | 'place' | 'signature'> {
  const agency = directory.get(id)
  const name = nameOf(id, directory)
  const parent = agency?.superior === undefined ? undefined : nameOf(agency.superior, directory)
  const issuer = { ...(parent === undefined ? {} : { parent }), name }
  const place = placeOf([
    name,
    ...(parent === undefined ? [] : [parent]),
    ...[...directory.values()].map((one) => one.name),
  ])
  return {
    form: form ?? formOf(name),
    issuer,
    ...(place === undefined ? {} : { place }),
    signature: signatureOf(issuer, agency?.head.position ?? ''),
  }
}

export interface NamedProgramme {
  readonly title: string
  readonly document: Document | undefined
}

export function programmeNamed({ title, document }: NamedProgramme): string {
  return document?.number ? `Chương trình hành động số ${document.number}` : title
}
