/** Which buttons a cycle shows to whoever is signed in, and why one cannot be pressed now. */
import type { Parties } from '../../../domain/access/relations.ts'
import type { CycleView } from '../../../domain/cycles/cycleView.ts'
import { cycleCan, lifecycle } from '../../../domain/cycles/lifecycle.ts'
import { type Refusal, sentence } from '../../../domain/refusals.ts'
import { type Asker, mayDo, type Offer } from '../../act/may.ts'
import { acts, type CycleActName, cycleActNames } from './acts.ts'

/** What nobody can do with this kind of cycle, or any more, is not offered. */
export function offersFor(cycle: CycleView, asker: Asker): readonly Offer<CycleActName>[] {
  return cycleActNames.flatMap((act): Offer<CycleActName>[] => {
    const { may, kinds, rule } = acts[act]
    const ofKinds: readonly string[] = kinds
    if (!ofKinds.includes(cycle.kind)) return []
    const allowed = mayDo(may, partiesOf(cycle, act), asker)
    if (allowed === 'no') return []
    const refusal =
      allowed === 'barred'
        ? ({ code: 'own-result' } as const)
        : (refusalOf(act, cycle) ?? ownConclusion(act, cycle, asker))
    const isOver = cycle.standing === 'ended' && !(lifecycle[rule] as readonly string[]).includes('ended')
    return refusal && isOver ? [] : [{ act, whyNot: refusal && sentence(refusal) }]
  })
}

export function partiesOf(cycle: CycleView, act: CycleActName): Parties {
  const { lead, cooperating, contributions, givenBy, receivedBy } = cycle
  const isSubmitted = 'submitted' in acts[act]
  return {
    lead,
    cooperating: [...cooperating, ...contributions.map(({ agency }) => agency)],
    givenBy: isSubmitted && receivedBy !== undefined ? [receivedBy, givenBy] : givenBy,
  }
}

function refusalOf(act: CycleActName, { stage: name, kind, evaluation, outcome }: CycleView): Refusal | undefined {
  const can = cycleCan(acts[act].rule, { stage: { name } })
  if (act === 'revise' && kind === 'evaluation' && outcome !== 'sealed') return { code: 'not-sealed' }
  if (can !== 'yes') return can
  const left = evaluation?.targets.filter(({ opinion }) => opinion === undefined).length ?? 0
  return act === 'conclude' && left > 0 ? { code: 'targets-unjudged', count: left } : undefined
}

/** Judge and sealer are two people. */
function ownConclusion(act: CycleActName, { evaluation }: CycleView, { session }: Asker): Refusal | undefined {
  if (act !== 'seal' || !evaluation) return undefined
  const judges = [evaluation.concludedBy, ...evaluation.targets.map(({ opinion }) => opinion?.by)]
  return judges.includes(session.person) ? { code: 'own-conclusion' } : undefined
}
