/** One page for each person: signing in again for each screen would prove nothing more. */
import { afterAll } from 'vitest'
import type { Browsing } from './browsing.ts'
import { signIn, type Watched, watched } from './place.ts'
import { type Person, people } from './screens.ts'

/** Answers the page of a person, or of nobody; each is opened once, and closed after the last story of the file. */
export function sharedPages({ browser, demo }: Pick<Browsing, 'browser' | 'demo'>) {
  const shared = new Map<Person | undefined, Promise<Watched>>()
  afterAll(async () => {
    for (const one of shared.values()) await (await one).close()
  })

  async function begun(who: Person | undefined): Promise<Watched> {
    const one = await watched(browser(), demo().origin)
    if (who) {
      await signIn(one.page, people[who])
      await one.page.getByRole('navigation').first().waitFor()
    }
    return one
  }

  return (who: Person | undefined): Promise<Watched> => {
    const known = shared.get(who) ?? begun(who)
    shared.set(who, known)
    return known
  }
}
