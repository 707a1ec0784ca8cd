import { describe, expect, it } from 'vitest'
import { Role } from '../../../domain/access/roles.ts'
import { capacitiesOf } from '../../../domain/agencies/person.ts'
import { registerPeople } from '../../../functions/stores/people.ts'
import { registersOf } from '../../../functions/stores/programmes.ts'
import { demoIdentity, readDemoPeople, registerDemoPeople } from '../../../local/identity/demoPeople.ts'
import { readIllustration, readProgramme } from '../../../local/programme/file.ts'
import { identityContract } from '../../contracts/identity.contract.ts'
import { aPerson } from '../../functions/http/apiOffice.ts'
import { openedOffice } from '../../functions/office.ts'
import { secretary, tinyProgramme } from '../../functions/tinyProgramme.ts'
import { programme28 } from '../cli/called.ts'

function demoPeople() {
  const file = readDemoPeople()
  if ('problems' in file) throw new Error(file.problems.map(({ sentence }) => sentence).join('\n'))
  return file
}

it('five people of a demo, every role among them but those of the heads', () => {
  const { people } = demoPeople()
  expect(people).toHaveLength(5)
  expect(new Set(people.flatMap(({ roles }) => roles))).toEqual(
    new Set(Role.options.filter((role) => !role.endsWith('Head'))),
  )
})

it('each holds a position, throughout the programme, in an agency that the demo knows', () => {
  const { people } = demoPeople()
  const read = readProgramme(programme28)
  if ('problems' in read) throw new Error('unreadable')
  const plan = readIllustration(programme28.replace('programme.yaml', 'assignments.demo.yaml'), read.programme)
  if ('problems' in plan) throw new Error('unreadable')
  const agencies = new Set([...read.programme.agencies, ...plan.illustration.agencies].map(({ id }) => id))
  for (const { id } of people) {
    for (const day of [read.programme.period.from, read.programme.period.to]) {
      const held = capacitiesOf(id, people, day)
      expect(held.length).toBeGreaterThan(0)
      expect(held.filter(({ agency }) => !agencies.has(agency))).toEqual([])
    }
  }
})

it('are registered once, where their programme is', async () => {
  const office = await openedOffice({}, tinyProgramme())
  const people = demoPeople()
  await registerDemoPeople(office, people)
  expect((await registersOf(office.truth)).people.size).toBe(0)
  const there = { ...people, programme: 'nho' }
  await registerDemoPeople(office, there)
  await registerDemoPeople(office, there)
  expect([...(await registersOf(office.truth)).people.keys()].toSorted()).toEqual(
    people.people.map(({ id }) => id).toSorted(),
  )
  const { items } = await office.truth.query({ pk: 'PERSON#lanh-dao', sk: { beginsWith: 'EVENT#' }, limit: 9 })
  expect(items.map(({ value }) => value['type'])).toEqual(['personEntered'])
})

it('are signed in by being chosen, and nobody else is', async () => {
  const office = await openedOffice({}, tinyProgramme())
  await registerDemoPeople(office, { ...demoPeople(), programme: 'nho' })
  const { signIn } = demoIdentity(office)
  expect(await signIn({ person: 'lanh-dao' })).toEqual({ person: 'lanh-dao' })
  expect(await signIn({ person: 'khong-ai' })).toBeUndefined()
  expect(await signIn({ name: 'lanh-dao', password: 'lanh-dao' })).toBeUndefined()
})

describe('the people of a demo', () => {
  identityContract(async () => {
    const office = await openedOffice()
    const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
    await registerPeople(office.truth, 'nho', [aPerson('bac-si', [], 'so-y-te')], occasion)
    return { identity: demoIdentity(office), proof: async () => ({ person: 'bac-si' }) }
  })
})
