/** What the administration asks of the API. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { HolderView, Person } from '../../domain/agencies/person.ts'
import { listOf } from '../../domain/listView.ts'
import { AgencyGroup } from '../../domain/programme/schema.ts'
import { SentLetter } from '../../domain/reminders/reminderView.ts'
import { ask } from '../api/ask.ts'

export const groupsQuestion = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => (await ask('groups', listOf(AgencyGroup))).items,
})

export const peopleQuestion = queryOptions({
  queryKey: ['people'],
  queryFn: async () => (await ask('people', listOf(Person))).items,
})

export const agencyPeopleQuestion = (agency: string) =>
  queryOptions({
    queryKey: ['people', agency],
    queryFn: async () => (await ask(`agencies/${agency}/people`, listOf(HolderView))).items,
  })

export const sentLettersQuestion = infiniteQueryOptions({
  queryKey: ['digests'],
  queryFn: ({ pageParam }) => ask('digests', listOf(SentLetter), { query: { limit: 100, cursor: pageParam } }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ cursor }) => cursor,
})
