import { describe, expect, it } from 'vitest'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { emptiedBy, filtered, filterIn, searchable, withChoice } from '../../web/tasks/filter.ts'
import { calendar } from '../domain/tasks/builders.ts'

const line = (id: string, changes: Partial<TaskLine> = {}): TaskLine => ({
  id,
  programme: 'p',
  assignment: id,
  clause: 'II.2.3-08',
  kind: 'task',
  title: 'Đẩy mạnh bảo hiểm y tế',
  lead: 'so-y-te',
  givenBy: 'ubnd-tp',
  state: 'open',
  class: 'openInTime',
  dueOn: '2015-03-20',
  ...changes,
})

const tasks = [
  line('bao-hiem'),
  line('nha-o', {
    title: 'Xây nhà ở xã hội',
    clause: 'II.1-02',
    lead: 'so-xay-dung',
    dueOn: '2015-06-30',
    follower: 'thu-ky',
  }),
  line('tre', { title: 'Giảm hộ nghèo', class: 'openLate', dueOn: '2015-03-02', overseer: 'thu-ky' }),
  line('nop', { state: 'submitted', dueOn: '2015-03-10', held: true }),
  line('xin', { asks: 'extension', dueOn: '2015-05-30' }),
  line('khac', { programme: 'q', title: 'Khảo sát nguồn nước', clause: 'II.1-02', dueOn: '2015-07-31' }),
  line('thuong-xuyen', { class: 'continuous', state: 'continuous', dueOn: undefined }),
]
const all = searchable(tasks, (agency) => (agency === 'so-y-te' ? 'Sở Y tế' : 'Sở Xây dựng'))
const now = { today: '2015-03-09', calendar } as const
const shown = (query: string) => filtered(all, filterIn(new URLSearchParams(query)), now).map(({ id }) => id)

describe('a list shows what its address says', () => {
  it.each([
    ['', ['bao-hiem', 'nha-o', 'tre', 'nop', 'xin', 'khac', 'thuong-xuyen']],
    ['tim=day+manh+bao+hiem', ['bao-hiem', 'nop', 'xin', 'thuong-xuyen']],
    ['tim=so+xay', ['nha-o']],
    ['coquan=so-xay-dung', ['nha-o']],
    ['muc=II.1', ['nha-o', 'khac']],
    ['muc=II.1&ct=p', ['nha-o']],
    ['ct=q', ['khac']],
    ['loai=openLate', ['tre']],
    ['han=late', ['tre']],
    // Seven working days from Monday 9/3 end on Wednesday 18/3; what was handed in is no longer due.
    ['han=soon', []],
    ['han=month', ['bao-hiem']],
    ['han=quarter', ['bao-hiem', 'xin']],
    ['han=none', ['thuong-xuyen']],
    ['cho=acceptance', ['nop']],
    ['cho=decision', ['xin']],
    ['cho=returned', []],
    ['cho=held', ['nop']],
    ['theodoi=thu-ky', ['nha-o', 'tre']],
    ['loai=khong-co&han=bay-gio', ['bao-hiem', 'nha-o', 'tre', 'nop', 'xin', 'khac', 'thuong-xuyen']],
  ])('%s', (query, ids) => {
    expect(shown(query)).toEqual(ids)
  })

  it('names the choices without one of which it would not be empty', () => {
    const empty = (query: string) => emptiedBy(all, filterIn(new URLSearchParams(query)), now)
    expect(empty('coquan=so-xay-dung&loai=openLate')).toEqual(['agency', 'class'])
    expect(empty('coquan=so-xay-dung&loai=openLate&tim=gi+do')).toEqual([])
  })

  it('leaves the other choices in the address, and nothing of a choice that is dropped', () => {
    const params = new URLSearchParams('loai=openLate&xep=han')
    expect(`${withChoice(params, 'agency', 'so-y-te')}`).toBe('loai=openLate&xep=han&coquan=so-y-te')
    expect(`${withChoice(params, 'class', '')}`).toBe('xep=han')
  })
})
