/** One position of a person as it stands in a form, and as it is sent. */
import type { Role } from '../../domain/access/roles.ts'
import type { Person } from '../../domain/agencies/person.ts'
import { type CalendarDate, written } from '../../domain/days.ts'
import { dayFilled, filled } from '../act/evidence.ts'

export interface PositionValue {
  readonly agency: string
  readonly title: string
  readonly from: string
  readonly to: string
  /** None: what the person is everywhere. */
  readonly roles: readonly Role[]
  /** None: every programme. */
  readonly programmes: readonly string[]
  readonly delegations: readonly DelegationValue[]
}

export interface DelegationValue {
  readonly to: string
  readonly from: string
  readonly until: string
  readonly document: string
}

export function newPosition(today: CalendarDate): PositionValue {
  return { agency: '', title: '', from: written(today), to: '', roles: [], programmes: [], delegations: [] }
}

export function positionShown({
  from,
  to,
  roles,
  programmes,
  delegations,
  ...rest
}: Person['positions'][number]): PositionValue {
  return {
    ...rest,
    from: written(from),
    to: to ? written(to) : '',
    roles: roles ?? [],
    programmes: programmes ?? [],
    delegations: (delegations ?? []).map(({ to, from, until, document = '' }) => ({
      to,
      from: written(from),
      until: written(until),
      document,
    })),
  }
}

/** As the API takes it: what is empty is not said. */
export function positionSent({ agency, title, from, to, roles, programmes, delegations }: PositionValue) {
  return {
    agency,
    title: title.trim(),
    ...dayFilled('from', from),
    ...dayFilled('to', to),
    ...(roles.length > 0 ? { roles } : {}),
    ...(programmes.length > 0 ? { programmes } : {}),
    ...(delegations.length > 0 ? { delegations: delegations.map(delegationSent) } : {}),
  }
}

function delegationSent({ to, from, until, document }: DelegationValue) {
  return { to, ...dayFilled('from', from), ...dayFilled('until', until), ...filled('document', document) }
}
