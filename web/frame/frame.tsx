/** What stands around every page: the office's name, the pages, the clock, who is signed in. */
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import type { SessionView } from '../../domain/access/sessionView.ts'
import { hasDesk } from '../../domain/firstAsked.ts'
import { useLanguage, useWords, Written } from '../words/language.tsx'
import { ClockBanner } from './clockBanner.tsx'
import { FirstSteps } from './firstSteps.tsx'
import { KeyHelp } from './keyHelp.tsx'
import { useLeaving } from './leaving.ts'
import { useOffice } from './office.tsx'
import { ProgrammeChoice } from './programmeChoice.tsx'
import { SaidProvider } from './said.tsx'
import { SessionEnd } from './sessionEnd.tsx'
import { Sign, type SignName } from './signs.tsx'

export function Frame({ children }: { readonly children: ReactNode }) {
  const words = useWords()
  return (
    <>
      <a className="skip" href="#noi-dung">
        {words.skip}
      </a>
      <header className="top">
        <Link className="brand" href="/">
          {words.product}
        </Link>
        <Places />
        <div className="who">
          <FindLink />
          <LanguageSwitch />
          <KeyHelp />
          <Person />
        </div>
      </header>
      <ClockBanner />
      <FirstSteps />
      <ProgrammeChoice />
      <SessionEnd />
      <SaidProvider>
        <main id="noi-dung" tabIndex={-1}>
          {children}
        </main>
      </SaidProvider>
    </>
  )
}

const places = [
  ['desk', '/'],
  ['overview', '/tong-quan'],
  ['tasks', '/nhiem-vu'],
  ['targets', '/chi-tieu'],
  ['cycles', '/dot-ky'],
  ['calendar', '/lich'],
  ['letters', '/thu'],
  ['trail', '/nhat-ky'],
  ['admin', '/quan-tri'],
] as const satisfies readonly (readonly [SignName, string])[]

/** A phone has room for four; the others come up when they are asked for, until another page is opened. */
function Places() {
  const { nav } = useWords()
  const { session, clock } = useOffice()
  const [location] = useLocation()
  const [openedAt, setOpenedAt] = useState<string>()
  const isOpen = openedAt === location
  const isAt = (href: string) =>
    location === '/' ? href === firstPlace(session) : href !== '/' && location.startsWith(href)
  return (
    <nav className={isOpen ? 'places open' : 'places'} aria-label={nav.label}>
      <ul>
        {places
          .filter(([name]) => mayOpen(name, session, clock.movable))
          .map(([name, href]) => (
            <li key={name}>
              <Link href={href} aria-current={isAt(href) ? 'page' : undefined}>
                <Sign name={name} />
                {nav[name]}
              </Link>
            </li>
          ))}
        <li className="morePlaces">
          <button type="button" aria-expanded={isOpen} onClick={() => setOpenedAt(isOpen ? undefined : location)}>
            <Sign name="more" />
            {nav.more}
          </button>
        </li>
      </ul>
    </nav>
  )
}

/** A page that would only be refused is not offered. In a demo the outbox stands for everybody's mailbox. */
function mayOpen(name: (typeof places)[number][0], session: SessionView, isDemo: boolean): boolean {
  const { roles } = session
  switch (name) {
    case 'desk':
      return hasDesk(session)
    case 'overview':
      return true
    case 'tasks':
      return mayEver('task.read', roles)
    case 'cycles':
      return mayEver('programme.readCycles', roles)
    case 'targets':
      return mayEver('target.read', roles)
    case 'calendar':
      return mayEver('calendar.read', roles)
    case 'admin':
      return mayEver('agency.change', roles)
    case 'trail':
      // Whoever has the administration finds it there.
      return mayEver('trail.read', roles) && !mayEver('agency.change', roles)
    case 'letters':
      return isDemo || mayEver('letter.readWhole', roles)
    default:
      return name satisfies never
  }
}

/** Which place the address without a name shows. */
function firstPlace(session: SessionView): string {
  return hasDesk(session) ? '/' : '/tong-quan'
}

function FindLink() {
  const { nav } = useWords()
  const { session } = useOffice()
  if (!mayEver('search.read', session.roles)) return undefined
  return (
    <Link className="findLink" href="/tim" title={nav.find} aria-label={nav.find}>
      <Sign name="find" />
    </Link>
  )
}

export function LanguageSwitch() {
  const { language, words, speak } = useLanguage()
  const other = language === 'vi' ? 'en' : 'vi'
  return (
    <Button variant="subtle" size="compact-md" lang={other} onClick={() => speak(other)}>
      {words.otherLanguage}
    </Button>
  )
}

function Person() {
  const { signIn } = useWords()
  const { session } = useOffice()
  const leave = useLeaving('away')
  return (
    <>
      <Link className="person" href="/tai-khoan">
        <span className="unseen">{signIn.as}: </span>
        <Written>{session.name}</Written>
      </Link>
      <Button variant="default" size="compact-md" loading={leave.isPending} onClick={() => leave.mutate()}>
        {signIn.out}
      </Button>
    </>
  )
}
