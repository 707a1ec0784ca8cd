/** What the states of the cycles' machines are called. */
import type { PictureNode } from '../machines/picture.ts'
import { useRoomWords, useWords } from '../words/language.tsx'
import { cycleWords } from './words.ts'

/** What a state is called, in the words of the stages; the question in the middle has words of its own. */
export function useTitles(): (node: PictureNode) => string {
  const { machine } = useRoomWords(cycleWords)
  const { cycles } = useWords()
  return ({ kind, when }) => {
    if (kind === 'begins') return machine.begins
    if (kind === 'ends') return machine.doings.end
    if (!when) return machine.asks.join('\n')
    if (when.doing !== 'wait') return machine.doings[when.doing]
    const name = when.stage ? cycles.stageName(when.stage) : ''
    return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1)
  }
}
