/** docs/roles.md: the table of access as a page to read, with what the states say beside it. */
import { type Action, access } from './access.ts'
import type { Relation } from './relations.ts'
import { Role, rolesMeant, roleWritten } from './roles.ts'
import { type Row, whoever } from './row.ts'
import { answersOf, type Command, commands } from './states.ts'

const relationWritten: { readonly [relation in Relation]: string } = {
  lead: 'chủ trì',
  leadOffice: 'văn phòng của cơ quan chủ trì',
  leadSuperior: 'cơ quan cấp trên làm việc thay đơn vị trực thuộc (thiết lập)',
  cooperating: 'phối hợp',
  giver: 'cơ quan giao',
  office: 'văn phòng của cơ quan giao',
  superior: 'cơ quan cấp trên của cơ quan chủ trì, hoặc văn phòng của cơ quan ấy',
  other: 'cơ quan khác',
}

/** The whole page, ending in a line break. */
export function rolesPage(): string {
  const families = Map.groupBy(Object.keys(access) as Action[], (action) => action.split('.')[0] ?? action)
  return `${[
    '# Who may do what',
    'Written by `npm run roles` from the tables in `domain/access/`, which the pages, the handlers and the tests read. What is not here is denied. Roles are held in a position, from a day to a day, for some programmes or all; who acts by delegation (ủy quyền) is what the holder of the position is.',
    '## Roles',
    Role.options.map(roleLine).join('\n'),
    '## Relations of an agency to a thing',
    whoever.map((relation) => `- \`${relation}\`: ${relationWritten[relation]}`).join('\n'),
    'What is about no single thing (a list, a register) stands in the relation `other`.',
    'Whoever holds a link of a letter needs no account: they act in the name of the agency to whose mailbox it was sent, about the one thing that it is for, and do nothing beside what has a relation in the column of links.',
    ...[...families].flatMap(([family, actions]) => [`## ${family}`, tableOf(actions)]),
    '## What the states say',
    'An action that has no row here may be done in every state of its thing.',
    statesTable(),
  ].join('\n\n')}\n`
}

function roleLine(role: Role): string {
  const [, staff] = rolesMeant([role])
  return `- \`${role}\` (${roleWritten(role)})${staff ? `: all that \`${staff}\` may, and what is the head's` : ''}`
}

function tableOf(actions: readonly Action[]): string {
  const lines = actions.map((action) => {
    const row: Row = access[action]
    const who = Role.options.flatMap((role) => (row[role] ? [`${role}: ${relations(row[role])}`] : []))
    const never = row.never ? `${row.never.join(', ')}: \`${row.own}\`` : ''
    const link = row.link ? relations(row.link) : ''
    return `| \`${action}\` | ${who.join('<br>')} | ${link} | ${never} | ${row.decides ? 'no' : 'yes'} |`
  })
  return [
    '| action | who, in which relation | by a link sent to an agency that is | never, and the refusal | shared account |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

function relations(these: readonly Relation[]): string {
  if (these.length === whoever.length) return 'any'
  return these.length === whoever.length - 1 && !these.includes('other') ? 'any but other' : these.join(', ')
}

function statesTable(): string {
  const lines = Object.entries(commands).flatMap(([action, all]) => all.map((command) => stateLine(action, command)))
  return ['| action | command | states that take it | otherwise |', '|---|---|---|---|', ...lines].join('\n')
}

function stateLine(action: string, command: Command): string {
  const answers = [...answersOf(command)]
  const taken = answers.flatMap(([state, answer]) => (answer === 'yes' ? [state] : []))
  const refused = Map.groupBy(
    answers.filter(([, answer]) => answer !== 'yes'),
    ([, answer]) => answer,
  )
  const otherwise = [...refused].map(([code, states]) => `\`${code}\`: ${states.map(([state]) => state).join(', ')}`)
  return `| \`${action}\` | \`${command}\` | ${taken.join(', ')} | ${otherwise.join('<br>')} |`
}
