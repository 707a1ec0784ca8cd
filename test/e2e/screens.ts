/** Every screen of the product, as whom it is looked at, and where it stands in the demo that `npm start` opens. */
import type { Page } from 'playwright-core'
import { newDemo } from '../../local/cli/serve.ts'

/** The people of the demo, by the words on their button. */
export const people = {
  office: /Văn phòng Thành ủy/,
  department: /Sở Y tế/,
  leader: /Chủ tịch Ủy ban nhân dân thành phố/,
  evaluator: /Ủy ban Kiểm tra/,
} as const
export type Person = keyof typeof people

export interface Screen {
  /** Also of its picture. */
  readonly name: string
  /** Nobody: whoever has not signed in. */
  readonly who: Person | undefined
  /** Its address, or the list in which the first link to such an address is taken. */
  readonly at: string | { readonly list: string; readonly link: string }
}

export const screens: readonly Screen[] = [
  { name: 'sign-in', who: undefined, at: '/' },
  { name: 'desk', who: 'office', at: '/' },
  { name: 'desk-of-a-department', who: 'department', at: '/' },
  { name: 'overview', who: 'leader', at: '/tong-quan' },
  { name: 'overview-of-the-office', who: 'office', at: '/tong-quan' },
  { name: 'monday-sheet', who: 'leader', at: '/to-giao-ban' },
  { name: 'leader-sheet', who: 'leader', at: { list: '/tong-quan', link: '/phieu-trinh/' } },
  { name: 'tasks', who: 'office', at: '/nhiem-vu' },
  { name: 'tasks-none', who: 'office', at: '/nhiem-vu?tim=khong-co-viec-nao' },
  { name: 'task', who: 'office', at: { list: '/nhiem-vu?cho=decision', link: '/nhiem-vu/' } },
  { name: 'task-done', who: 'office', at: { list: '/nhiem-vu?loai=doneLate', link: '/nhiem-vu/' } },
  { name: 'task-of-a-department', who: 'department', at: { list: '/nhiem-vu?loai=openInTime', link: '/nhiem-vu/' } },
  { name: 'give-work', who: 'office', at: '/giao-viec' },
  { name: 'targets', who: 'office', at: '/chi-tieu' },
  { name: 'target', who: 'office', at: { list: '/chi-tieu', link: '/chi-tieu/' } },
  { name: 'cycles', who: 'office', at: '/dot-ky' },
  { name: 'cycle', who: 'office', at: '/dot-ky/28-ctrhd-tu_R11_2014' },
  { name: 'evaluation', who: 'evaluator', at: '/dot-ky/28-ctrhd-tu_R08_mid-2012-2015' },
  { name: 'contribution', who: 'office', at: { list: '/dot-ky/28-ctrhd-tu_R11_2014', link: '/phan-gui/' } },
  { name: 'calendar', who: 'office', at: '/lich' },
  { name: 'agencies', who: 'office', at: '/quan-tri' },
  { name: 'groups', who: 'office', at: '/quan-tri/nhom' },
  { name: 'people', who: 'office', at: '/quan-tri/nguoi' },
  { name: 'workflows', who: 'office', at: '/quan-tri/quy-trinh' },
  { name: 'letters-sent', who: 'office', at: '/quan-tri/thu-da-gui' },
  { name: 'letters', who: 'office', at: '/thu' },
  { name: 'letter', who: 'office', at: { list: '/thu', link: '/thu/' } },
  { name: 'no-permission', who: 'department', at: '/quan-tri' },
  { name: 'no-page', who: 'leader', at: '/khong-co-trang-nay' },
]

/** The folder that `npm start` makes where none is. */
export async function demoFolder(path: string): Promise<void> {
  const problems = await newDemo(path, { out() {}, err() {}, resolve: (given) => given })
  if (problems.length > 0) throw new Error(problems.map(({ sentence }) => sentence).join('\n'))
}

/** Opens a screen, whole: nothing of it is still on its way. */
export async function openScreen(page: Page, origin: string, { at }: Pick<Screen, 'at'>): Promise<void> {
  await page.goto(`${origin}${typeof at === 'string' ? at : at.list}`)
  if (typeof at !== 'string') {
    const link = page.locator(`main a[href^="${at.link}"]`).first()
    await link.waitFor({ state: 'attached' })
    await page.goto(`${origin}${await link.getAttribute('href')}`)
  }
  await settled(page)
}

/** Nothing is asked of the server any more, and nothing stands for what is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('.waiting').first().waitFor({ state: 'detached' })
}
