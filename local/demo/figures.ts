/**
 * The figures of a demo's targets: data beside the programme, an illustration that says so. Entered on the afternoon
 * before somebody opens the demo, by the agencies of its people, and from paper for the others.
 */
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { officeOf } from '../../domain/agencies/directory.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { Day, Slug } from '../../domain/programme/schema.ts'
import { shapeProblems } from '../../domain/programme/shape.ts'
import { isRefusal, type Refusal, sentence } from '../../domain/refusals.ts'
import { decideCorrection, decideFigure, type FigureEntry } from '../../domain/targets/enterFigure.ts'
import { ObservationKind } from '../../domain/targets/observation.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Services } from '../../functions/services.ts'
import { type ProgrammeContext, programmeContext } from '../../functions/stores/programmes.ts'
import { enterFigure, nameOwner } from '../../functions/stores/targets.ts'
import { inFileOrder, type LocatedProblem, locate, readYaml } from '../programme/yaml.ts'

export const figuresPath = fileURLToPath(new URL('../../programmes/28-ctrhd-tu/targets.demo.yaml', import.meta.url))

const Year = z.int().check(z.minimum(1990), z.maximum(2100))

const DemoFigures = z.strictObject({
  schema: z.literal(1),
  programme: Slug,
  /** What every figure says of where it comes from: that it is made up. */
  source: z.string(),
  targets: z.array(
    z.strictObject({
      target: Slug,
      owner: Slug,
      figures: z._default(
        z.array(z.strictObject({ year: Year, value: z.number(), kind: ObservationKind, on: Day })),
        [],
      ),
    }),
  ),
  /** One that was entered wrong first, so that a correction can be seen. */
  corrected: z.optional(z.strictObject({ target: Slug, year: Year, was: z.number(), reason: z.string() })),
})
export type DemoFigures = z.infer<typeof DemoFigures>

export function readDemoFigures(
  path: string = figuresPath,
): { readonly figures: DemoFigures } | { readonly problems: readonly LocatedProblem[] } {
  const file = readYaml(path)
  if ('problems' in file) return file
  const parsed = DemoFigures.safeParse(file.raw)
  if (parsed.success && file.repeated.length === 0) return { figures: parsed.data }
  const located = parsed.success ? [] : locate(shapeProblems(parsed.error.issues, file.raw), file)
  return { problems: inFileOrder([...file.repeated, ...located]) }
}

/** Whose people are in the demo: they enter their own, what others gave came on paper. */
const writing: { readonly [agency: string]: Actor } = {
  'so-y-te': {
    person: 'chuyen-vien-so-y-te',
    position: 'Chuyên viên Phòng Kế hoạch - Tổng hợp',
    agency: 'so-y-te',
  },
  'so-ldtbxh': { person: 'chuyen-vien-so-ldtbxh', position: 'Chuyên viên Văn phòng Sở', agency: 'so-ldtbxh' },
}

/** `document` is the illustration that names who answers for which figures. Done again, it changes nothing. */
export async function enterDemoFigures(
  services: Pick<Services, 'table' | 'clock'>,
  { programme, source, targets, corrected }: DemoFigures,
  document: string,
): Promise<void> {
  const { table, clock } = services
  const context = await programmeContext(table, programme)
  if (!context) throw new Error(`The programme ${programme} is not there`)
  const today = clock.today()
  for (const { target, owner, figures } of targets) {
    const office = officeFor(context, owner, today)
    const named = await nameOwner(services, programme, target, { owner, document }, office)
    if (isRefusal(named) && named.code !== 'nothing-to-change') throw new Error(sentence(named))
    for (const { year, value, kind, on } of figures) {
      const own = writing[owner]
      const actor = own ?? office
      const wrong = corrected?.target === target && corrected.year === year ? corrected : undefined
      const entry: FigureEntry = {
        area: null,
        period: { year },
        value: wrong ? wrong.was : value,
        kind,
        source,
        sourceDate: on,
        note: null,
        ...(own ? {} : { onPaper: { arrivalNumber: `${year}/${target}`, arrivedOn: on } }),
      }
      const entering = (part: string) => ({
        id: `minh-hoa-${target}-${year}-${kind}${part}`,
        at: clock.now(),
        today,
        by: actor.person,
        confirmed: [],
      })
      granted(
        await enterFigure(services, programme, target, actor, (state, series) =>
          decideFigure(state, series, entry, entering('')),
        ),
      )
      if (!wrong) continue
      const right = await enterFigure(services, programme, target, actor, (state, series) =>
        decideCorrection(state, series, entering('').id, { value }, wrong.reason, entering('-dinh-chinh')),
      )
      if (!isRefusal(right) || right.code !== 'figure-corrected') granted(right)
    }
  }
}

function officeFor({ directory }: ProgrammeContext, owner: string, today: CalendarDate): Actor {
  const superior = directory.get(owner)?.superior
  const agency = superior === undefined ? owner : officeOf(superior, directory, today)
  return { person: 'chuyen-vien-van-phong', position: 'Chuyên viên tổng hợp', agency }
}

function granted(answer: object | Refusal): void {
  if (isRefusal(answer)) throw new Error(sentence(answer))
}
