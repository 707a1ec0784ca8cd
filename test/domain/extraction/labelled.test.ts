import { expect, test } from 'vitest'
import { differencesOf, labelledDocuments } from './scored.ts'

test.each(labelledDocuments)(
  '$name gives the days, cadences and bodies that a reader labelled, and no other day',
  (document) => {
    expect(differencesOf(document)).toEqual([])
  },
)
