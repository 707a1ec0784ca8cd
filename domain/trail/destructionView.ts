/** What was asked to be destroyed, on which paper, and how far it has come, as it is shown. */
import * as z from 'zod/mini'
import { Day } from '../programme/schema.ts'
import { type Destruction, DestructionPaper, stageOf } from './destruction.ts'

const By = z.strictObject({ person: z.string(), position: z.string(), agency: z.string() })

export const DestructionKind = z.enum(['files', 'people'])
export type DestructionKind = z.infer<typeof DestructionKind>

export const DestructionView = z.strictObject({
  kind: DestructionKind,
  id: z.string(),
  /** What it is called: the file, or the person; once it is done, the paper. */
  name: z.string(),
  /** Of a person: which of what is stored. */
  fields: z.array(z.string()),
  paper: DestructionPaper,
  reason: z.string(),
  stage: z.enum(['asked', 'confirmed', 'done']),
  askedOn: Day,
  askedBy: By,
  confirmedOn: z.optional(Day),
  confirmedBy: z.optional(By),
  doneOn: z.optional(Day),
})
export type DestructionView = z.infer<typeof DestructionView>

export function destructionView(
  kind: DestructionKind,
  thing: { readonly id: string; readonly name: string },
  destruction: Destruction,
): DestructionView {
  const { paths, paper, reason, askedOn, askedBy, confirmedOn, confirmedBy, doneOn } = destruction
  const { id, name } = thing
  return {
    kind,
    id,
    name,
    fields: kind === 'people' ? paths.map((path) => path.slice(path.indexOf('.') + 1)) : [],
    paper,
    reason,
    stage: stageOf(destruction),
    askedOn,
    askedBy: by(askedBy),
    ...(confirmedOn ? { confirmedOn } : {}),
    ...(confirmedBy ? { confirmedBy: by(confirmedBy) } : {}),
    ...(doneOn ? { doneOn } : {}),
  }
}

function by({ person, position, agency }: Destruction['askedBy']) {
  return { person, position, agency }
}
