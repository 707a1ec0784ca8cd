/** All that happened to a task. That it was spoken of in a letter is passed over by the eye. */
import { eventsPage } from '../api/questions.ts'
import { Happenings } from '../frame/happenings.tsx'
import { useWords } from '../words/language.tsx'
import { stepsWritten } from './stepsWritten.ts'

export function History({ task }: { readonly task: string }) {
  const words = useWords()
  return (
    <Happenings
      name={task}
      page={(cursor) => eventsPage(`tasks/${task}`, cursor)}
      called={words.events}
      further={({ type, data }) => (type === 'spokenOf' ? stepsWritten(data['steps'], words) : '')}
      isQuiet={({ type }) => type === 'spokenOf'}
    />
  )
}
