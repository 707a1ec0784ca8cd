/** Quản trị: the registers of agencies, groups and people, the workflows with how many stand where, the letters sent. */
import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { Waiting } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords } from '../words/language.tsx'
import './admin.css'
import { Agencies } from './agencies.tsx'
import { adminWords } from './words.ts'

const Groups = lazy(() => import('./groups.tsx').then(({ Groups }) => ({ default: Groups })))
const People = lazy(() => import('./people.tsx').then(({ People }) => ({ default: People })))
const Workflows = lazy(() => import('./workflows.tsx').then(({ Workflows }) => ({ default: Workflows })))
const Backups = lazy(() => import('./backups.tsx').then(({ Backups }) => ({ default: Backups })))
const Programmes = lazy(() => import('../launch/programmes.tsx').then(({ Programmes }) => ({ default: Programmes })))
const Papers = lazy(() => import('../papers/papers.tsx').then(({ Papers }) => ({ default: Papers })))
const SentLetters = lazy(() => import('./sentLetters.tsx').then(({ SentLetters }) => ({ default: SentLetters })))
const Destructions = lazy(() => import('./destructions.tsx').then(({ Destructions }) => ({ default: Destructions })))

const places = {
  agencies: '/quan-tri',
  groups: '/quan-tri/nhom',
  people: '/quan-tri/nguoi',
  programmes: '/quan-tri/chuong-trinh',
  workflows: '/quan-tri/quy-trinh',
  letters: '/quan-tri/thu-da-gui',
  backups: '/quan-tri/sao-luu',
  papers: '/quan-tri/van-ban',
  destructions: '/quan-tri/huy',
} as const

type Place = keyof typeof places

const names = [
  'agencies',
  'groups',
  'people',
  'programmes',
  'workflows',
  'letters',
  'papers',
  'destructions',
  'backups',
] as const satisfies readonly Place[]

/** `part`: the last part of the address, if it has one. */
export function AdminPage({ part }: { readonly part?: string | undefined }) {
  const words = useRoomWords(adminWords)
  const { session } = useOffice()
  const place = names.find((name) => places[name] === `/quan-tri/${part}`) ?? 'agencies'
  const isOffered = (name: Place) =>
    (name !== 'people' || mayEver('person.read', session.roles)) &&
    (name !== 'backups' || mayEver('backup.read', session.roles)) &&
    (name !== 'destructions' || mayEver('destruction.read', session.roles))
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <nav className="adminPlaces" aria-label={words.parts}>
        <ul>
          {names.filter(isOffered).map((name) => (
            <li key={name}>
              <Link href={places[name]} aria-current={name === place ? 'page' : undefined}>
                {words.places[name]}
              </Link>
            </li>
          ))}
          <li>
            <Link href="/lich">{words.places.calendar}</Link>
          </li>
          {mayEver('trail.read', session.roles) ? (
            <li>
              <Link href="/nhat-ky">{words.places.trail}</Link>
            </li>
          ) : undefined}
        </ul>
      </nav>
      {mayEver('agency.change', session.roles) ? undefined : <p className="note">{words.toRead}</p>}
      <Suspense fallback={<Waiting />}>
        <Shown place={place} />
      </Suspense>
    </>
  )
}

function Shown({ place }: { readonly place: Place }) {
  switch (place) {
    case 'agencies':
      return <Agencies />
    case 'groups':
      return <Groups />
    case 'people':
      return <People />
    case 'programmes':
      return <Programmes />
    case 'backups':
      return <Backups />
    case 'workflows':
      return <Workflows />
    case 'letters':
      return <SentLetters />
    case 'papers':
      return <Papers />
    case 'destructions':
      return <Destructions />
    default:
      return place satisfies never
  }
}
