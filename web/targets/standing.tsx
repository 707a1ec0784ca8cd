/** How a target stands, by word, sign and colour at once; what is missing is grey and hatched. */
import type { TargetLine } from '../../domain/targets/targetView.ts'
import { Sign, type SignName } from '../frame/signs.tsx'
import { Written } from '../words/language.tsx'

export type Tone = TargetLine['tone']

export const toneSigns: { readonly [tone in Tone]: SignName } = {
  good: 'done',
  fair: 'likely',
  poor: 'unlikely',
  none: 'unclear',
}

export function TargetStanding({ target: { tone, label } }: { readonly target: Pick<TargetLine, 'tone' | 'label'> }) {
  return (
    <span className={`status tone ${tone}`}>
      <Sign name={toneSigns[tone]} />
      <Written>{label}</Written>
    </span>
  )
}
