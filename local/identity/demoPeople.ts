/** The people of a demo folder: data beside the programme, named by their positions; anybody may sign in as one. */
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { Person } from '../../domain/agencies/person.ts'
import { Slug } from '../../domain/programme/schema.ts'
import { shapeProblems } from '../../domain/programme/shape.ts'
import type { Identity, Services } from '../../functions/services.ts'
import { registerPeople } from '../../functions/stores/people.ts'
import { registersOf } from '../../functions/stores/programmes.ts'
import { inFileOrder, type LocatedProblem, locate, readYaml } from '../programme/yaml.ts'

export const peoplePath = fileURLToPath(new URL('../../programmes/28-ctrhd-tu/people.demo.yaml', import.meta.url))

const DemoPeople = z.strictObject({
  schema: z.literal(1),
  programme: Slug,
  people: z.array(Person).check(z.minLength(1), z.maxLength(50)),
})
export type DemoPeople = z.infer<typeof DemoPeople>

export function readDemoPeople(
  path: string = peoplePath,
): DemoPeople | { readonly problems: readonly LocatedProblem[] } {
  const file = readYaml(path)
  if ('problems' in file) return file
  const parsed = DemoPeople.safeParse(file.raw)
  if (parsed.success && file.repeated.length === 0) return parsed.data
  const located = parsed.success ? [] : locate(shapeProblems(parsed.error.issues, file.raw), file)
  return { problems: inFileOrder([...file.repeated, ...located]) }
}

/** Registers them where their programme is in force; done again, it changes nothing. */
export async function registerDemoPeople(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  { programme, people }: DemoPeople,
): Promise<void> {
  const { programmes, people: known } = await registersOf(table)
  if (!programmes.has(programme) || people.every(({ id }) => known.has(id))) return
  await registerPeople(table, programme, people, { at: clock.now(), day: clock.today(), actor: whoeverMadeTheDemo })
}

const whoeverMadeTheDemo = { person: 'dondoc.serve', position: 'Bản dùng thử', agency: 'dondoc' }

/** In a demo a person is chosen, and that is all. */
export function demoIdentity({ table }: Pick<Services, 'table'>): Identity {
  return {
    signInBy: ['person'],
    async signIn(proof) {
      if (!('person' in proof)) return undefined
      const { person } = proof
      return (await registersOf(table)).people.has(person) ? { person } : undefined
    },
    verify: async () => undefined,
  }
}
