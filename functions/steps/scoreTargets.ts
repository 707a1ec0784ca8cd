/**
 * Judges each target by its figures of the closing day as they are known now, with the reasoning in sentences, a page
 * of targets at a time. The scores are kept beside the record, which carries their hash; evaluators judge them.
 */
import { nameOf } from '../../domain/agencies/directory.ts'
import { isInScope } from '../../domain/cycles/cycle.ts'
import { isLacking } from '../../domain/targets/finding.ts'
import { judge } from '../../domain/targets/judgement.ts'
import { targetsInForce } from '../../domain/targets/target.ts'
import { judgementWritten } from '../../domain/targets/wording.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { WorkflowServices } from '../services.ts'
import { keepScore, scoresOf } from '../stores/cyclePapers.ts'
import { changeCycle } from '../stores/cycles.ts'
import { sha256 } from '../stores/record.ts'
import { seriesOf, targetsOfProgramme } from '../stores/targets.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { CyclePagePayload, cycleAndContext, unlessDone } from './cyclePayload.ts'

const pageSize = 10

export const step = asStep(
  CyclePagePayload,
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { cycleId, after }) => {
    const { table, clock } = services
    const { cycle, context } = await cycleAndContext(table, cycleId)
    if (cycle.stage.name !== 'scoring') return { after: null }
    const { programme, closesOn } = cycle
    const revision = cycle.evaluation?.revision ?? 1
    const targets = targetsInForce(await targetsOfProgramme(table, programme), closesOn)
      .filter(({ id }) => isInScope(cycle, id) && (after === null || id > after))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const page = targets.slice(0, pageSize)
    const scoredAt = clock.now()
    for (const target of page) {
      const figures = await seriesOf(table, programme, target)
      const judgement = judge(target, figures, { day: closesOn, knownBy: scoredAt })
      const written = judgementWritten(target, judgement, (area) => nameOf(area, context.directory))
      await keepScore(table, cycleId, revision, {
        target: target.id,
        owner: target.owner,
        judgement,
        written,
        scoredAt,
      })
    }
    if (targets.length > pageSize) return { after: page.at(-1)?.id ?? null }
    const scores = await scoresOf(table, cycleId, revision)
    unlessDone(
      await changeCycle(services, context.rules, cycleId, system, {
        type: 'targetsScored',
        targets: scores.map(({ target, owner, judgement }) => ({
          target,
          owner,
          ...(isLacking(judgement.finding) ? { lacking: true as const } : {}),
        })),
        scores: sha256(canonical(scores)),
      }),
    )
    return { after: null }
  },
)
