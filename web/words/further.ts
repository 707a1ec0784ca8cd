/** The words of what is loaded only when somebody acts: further catalogues, each in both languages, beside what says them. */
import { useLanguage } from './language.tsx'

/** A hook that gives the words of a further catalogue in the language the pages speak. */
export function furtherWords<Words>(vi: Words, en: Words): () => Words {
  return () => (useLanguage().language === 'en' ? en : vi)
}
