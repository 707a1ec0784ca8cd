/** How far a move has come, for whoever is watching: which part of it, how many are done, and of how many if that is known. */
export type Progress = (part: 'items' | 'files' | 'proving' | 'comparing', done: number, of?: number) => void
