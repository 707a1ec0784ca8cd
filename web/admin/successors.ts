/** Who takes the work of a body that is divided by field: each agency with the sections of the programme that it takes. */

export interface SuccessorValue {
  readonly agency: string
  /** Sections or clauses as the document numbers them, `II.2.3, II.4`; empty: all the rest. */
  readonly clauses: string
}

export const noSuccessors: readonly SuccessorValue[] = [
  { agency: '', clauses: '' },
  { agency: '', clauses: '' },
]

export function clausesTyped(text: string): readonly string[] {
  return text
    .split(/[,;\n]/)
    .map((one) => one.trim().replace(/^mục\s+/i, ''))
    .filter(Boolean)
}

export function successorsSent(values: readonly SuccessorValue[]) {
  return values.flatMap(({ agency, clauses }) => {
    if (agency === '') return []
    const typed = clausesTyped(clauses)
    return [typed.length > 0 ? { agency, clauses: typed } : { agency }]
  })
}

/** Two that take all the rest, or the same section twice: then nobody could say who has it. */
export function isUnclear(values: readonly SuccessorValue[]): boolean {
  const sent = successorsSent(values)
  const named = sent.flatMap(({ clauses = [] }) => clauses)
  return sent.filter(({ clauses }) => clauses === undefined).length > 1 || new Set(named).size < named.length
}
