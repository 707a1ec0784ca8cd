/** In which language the page behind a link speaks: Vietnamese, unless somebody chose English on this browser. */
import { answerWords } from './words.ts'

const keptAs = 'dondoc-language'
const isEnglish = localStorage.getItem(keptAs) === 'en'

export const words = isEnglish ? answerWords.en : answerWords.vi
export const otherLanguage = isEnglish ? 'vi' : 'en'
document.documentElement.lang = isEnglish ? 'en' : 'vi'

/** The other language, from the beginning: before anything was opened, so that nothing is lost. */
export function speakOther(): void {
  localStorage.setItem(keptAs, otherLanguage)
  location.reload()
}
