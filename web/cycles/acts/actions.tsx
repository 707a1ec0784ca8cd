/** The buttons of a cycle, and the window of what is being done. */
import { lazy, Suspense, useState } from 'react'
import type { CycleView } from '../../../domain/cycles/cycleView.ts'
import { OfferBar } from '../../act/offerBar.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import type { CycleActName } from './acts.ts'
import { offersFor } from './offers.ts'
import { cycleActWords } from './words.ts'

const CycleAct = lazy(() => import('./cycleAct.tsx').then(({ CycleAct }) => ({ default: CycleAct })))

export function CycleActions({ cycle }: { readonly cycle: CycleView }) {
  const words = useRoomWords(cycleActWords)
  const office = useOffice()
  const [act, setAct] = useState<CycleActName>()
  return (
    <OfferBar offers={offersFor(cycle, office)} names={words.acts} choose={setAct}>
      {act ? (
        <Suspense>
          <CycleAct key={act} cycle={cycle.id} act={act} close={() => setAct(undefined)} />
        </Suspense>
      ) : undefined}
    </OfferBar>
  )
}
