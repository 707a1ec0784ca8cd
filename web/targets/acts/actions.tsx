/** The buttons of a target, and the window of what is being done. */
import { lazy, Suspense, useState } from 'react'
import type { Action } from '../../../domain/access/access.ts'
import type { Parties } from '../../../domain/access/relations.ts'
import type { ProgrammeView } from '../../../domain/programme/programmeView.ts'
import type { TargetView } from '../../../domain/targets/targetView.ts'
import { mayDo } from '../../act/may.ts'
import { OfferBar } from '../../act/offerBar.tsx'
import { type Office, useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import type { TargetDoing } from './targetAct.tsx'
import { targetActWords } from './words.ts'

const TargetAct = lazy(() => import('./targetAct.tsx').then(({ TargetAct }) => ({ default: TargetAct })))

const acts = {
  enter: 'target.observe',
  column: 'target.observe',
  onPaper: 'target.recordOnPaper',
  nameOwner: 'target.nameOwner',
} as const satisfies { readonly [act: string]: Action }

export function TargetActions({
  programme,
  target,
}: {
  readonly programme: ProgrammeView
  readonly target: TargetView
}) {
  const words = useRoomWords(targetActWords)
  const office = useOffice()
  const [doing, setDoing] = useState<TargetDoing>()
  const offers = (['enter', 'column', 'onPaper', 'nameOwner'] as const)
    .filter((act) => {
      // An agency enters the figures of its own area, too.
      const areas = act === 'enter' ? target.areas : []
      return mayDo(acts[act], partiesOf(programme, target, office, areas), office) === 'yes'
    })
    .map((act) => ({ act, whyNot: undefined }))
  return (
    <OfferBar offers={offers} names={words.acts} choose={(act) => setDoing({ act })}>
      <TargetDoings programme={programme.id} target={target.id} doing={doing} set={setDoing} />
    </OfferBar>
  )
}

/** Whether a figure of an area, or of the whole, can be put right by whoever is signed in. */
export function useMayCorrect(programme: ProgrammeView, target: TargetView): (area: string | null) => boolean {
  const office = useOffice()
  return (area) =>
    mayDo('target.correct', partiesOf(programme, target, office, area === null ? [] : [area]), office) === 'yes'
}

/** A target's figures answer to its owner; whoever issued the programme's document gave it. */
function partiesOf(
  { document }: ProgrammeView,
  { owner }: TargetView,
  { documents }: Office,
  areas: readonly string[],
): Parties {
  return { lead: owner ?? undefined, cooperating: areas, givenBy: documents.find(({ id }) => id === document)?.issuer }
}

interface DoingsProps {
  readonly programme: string
  readonly target: string
  readonly doing: TargetDoing | undefined
  readonly set: (doing: TargetDoing | undefined) => void
}

export function TargetDoings({ doing, set, ...of }: DoingsProps) {
  if (!doing) return undefined
  return (
    <Suspense>
      <TargetAct {...of} doing={doing} close={() => set(undefined)} />
    </Suspense>
  )
}
