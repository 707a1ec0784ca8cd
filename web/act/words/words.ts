import { furtherWords } from '../../words/further.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

export const useActWords = furtherWords(vi, en)
