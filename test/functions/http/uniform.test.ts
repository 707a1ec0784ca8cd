/** What one may not see answers as what is not there: by its words, its status and its headers. */
import { beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../../functions/http/routes.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

const stranger = aPerson('noi-khac', 'department', 'so-khac')

let api: ApiOffice
beforeAll(async () => {
  api = await apiOffice({ more: [stranger] })
})

const things: { readonly [place: string]: string } = {
  task: 'nho_once',
  assignment: 'nho_R05',
  contribution: 'c',
  cycle: 'c',
}
const readings = routes.filter(
  ({ method, path }) => method === 'GET' && /^\/api\/(tasks|assignments)\/\{(task|assignment)\}/.test(path),
)

describe.each(readings.map((route): [string, string] => [route.path, route.path]))('GET %s', (_, path) => {
  it('of what is another’s tells no more than of what is nobody’s', async () => {
    const [, place = ''] = /\{(\w+)\}/.exec(path) ?? []
    const asked = async (id: string) => {
      const { status, headers, body } = await api.ask('GET', path.replace(`{${place}}`, id), { as: 'noi-khac' })
      return JSON.stringify({ status, headers, body }).replaceAll(id, '…')
    }
    const theirs = await asked(things[place] ?? '')
    expect(theirs).toBe(await asked('nho_khong-co'))
    expect(theirs).toContain('"status":4')
  })
})
