/** Every screen of the product, as whom it is looked at, and where it stands in the demo that `npm start` opens. */
import type { Page } from 'playwright-core'
import { newDemo } from '../../local/cli/serve.ts'
import { quiet } from './place.ts'

/** The people of the demo, by the words on their button. */
export const people = {
  office: /Văn phòng Thành ủy/,
  department: /Sở Y tế/,
  leader: /Chủ tịch Ủy ban nhân dân thành phố/,
  evaluator: /Ủy ban Kiểm tra/,
} as const
export type Person = keyof typeof people

export interface Screen {
  /** Also of its picture in docs/screens: as its address has it, where it has a name there. */
  readonly name: string
  /** Nobody: whoever has not signed in. */
  readonly who: Person | undefined
  /** Its address, or the list in which the first link to such an address is taken. */
  readonly at: string | { readonly list: string; readonly link: string }
  /** Has no picture: a state of another screen, or one that shows the real time. */
  readonly isState?: true
}

export const screens: readonly Screen[] = [
  { name: 'dang-nhap', who: undefined, at: '/' },
  { name: 'ban-lam-viec', who: 'office', at: '/' },
  { name: 'ban-lam-viec-cua-so', who: 'department', at: '/' },
  { name: 'tong-quan', who: 'leader', at: '/tong-quan' },
  { name: 'tong-quan-cua-van-phong', who: 'office', at: '/tong-quan', isState: true },
  { name: 'to-giao-ban', who: 'leader', at: '/to-giao-ban' },
  { name: 'phieu-trinh', who: 'leader', at: { list: '/tong-quan', link: '/phieu-trinh/' } },
  { name: 'nhiem-vu', who: 'office', at: '/nhiem-vu' },
  { name: 'nhiem-vu-khong-co', who: 'office', at: '/nhiem-vu?tim=khong-co-viec-nao', isState: true },
  { name: 'chi-tiet', who: 'office', at: { list: '/nhiem-vu?cho=decision', link: '/nhiem-vu/' } },
  {
    name: 'chi-tiet-da-xong',
    who: 'office',
    at: { list: '/nhiem-vu?loai=doneLate', link: '/nhiem-vu/' },
    isState: true,
  },
  {
    name: 'chi-tiet-cua-so',
    who: 'department',
    at: { list: '/nhiem-vu?loai=openInTime', link: '/nhiem-vu/' },
    isState: true,
  },
  { name: 'van-ban', who: 'office', at: { list: '/tong-quan', link: '/van-ban/' } },
  { name: 'giao-viec', who: 'office', at: '/giao-viec' },
  { name: 'giao-theo-phu-luc', who: 'office', at: '/giao-viec/phu-luc', isState: true },
  { name: 'chi-tieu', who: 'office', at: '/chi-tieu' },
  { name: 'mot-chi-tieu', who: 'office', at: { list: '/chi-tieu', link: '/chi-tieu/' } },
  { name: 'dot-ky', who: 'office', at: '/dot-ky' },
  { name: 'ky-bao-cao', who: 'office', at: '/dot-ky/28-ctrhd-tu_R11_2014' },
  { name: 'danh-gia', who: 'evaluator', at: '/dot-ky/28-ctrhd-tu_R08_mid-2012-2015' },
  { name: 'phan-gui', who: 'office', at: { list: '/dot-ky/28-ctrhd-tu_R11_2014', link: '/phan-gui/' } },
  { name: 'lich', who: 'office', at: '/lich' },
  { name: 'quan-tri', who: 'office', at: '/quan-tri' },
  { name: 'nhom-co-quan', who: 'office', at: '/quan-tri/nhom' },
  { name: 'nguoi', who: 'office', at: '/quan-tri/nguoi' },
  { name: 'thoi-dam-nhiem', who: 'office', at: { list: '/quan-tri/nguoi', link: '/thoi-dam-nhiem/' } },
  { name: 'chuong-trinh', who: 'office', at: '/quan-tri/chuong-trinh' },
  { name: 'quy-trinh', who: 'office', at: '/quan-tri/quy-trinh' },
  { name: 'thu-da-gui', who: 'office', at: '/quan-tri/thu-da-gui' },
  { name: 'van-ban-cho', who: 'office', at: '/quan-tri/van-ban' },
  { name: 'huy-ho-so', who: 'office', at: '/quan-tri/huy' },
  { name: 'tim-kiem', who: 'office', at: '/tim?tim=y+te' },
  { name: 'tim-kiem-khong-co', who: 'office', at: '/tim?tim=khong+co+gi', isState: true },
  { name: 'sao-luu', who: 'office', at: '/quan-tri/sao-luu' },
  { name: 'nhat-ky', who: 'office', at: '/nhat-ky' },
  { name: 'tai-khoan', who: 'department', at: '/tai-khoan', isState: true },
  { name: 'hop-thu', who: 'office', at: '/thu' },
  { name: 'thu', who: 'office', at: { list: '/thu', link: '/thu/' } },
  { name: 'chi-doc', who: 'department', at: '/quan-tri', isState: true },
  { name: 'khong-co-quyen', who: 'department', at: '/quan-tri/thu-da-gui', isState: true },
  { name: 'khong-co-quyen-nhat-ky', who: 'department', at: '/nhat-ky', isState: true },
  { name: 'khong-co-trang', who: 'leader', at: '/khong-co-trang-nay', isState: true },
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
  await quiet(page)
  await page.locator('.waiting').first().waitFor({ state: 'detached' })
}
