/** `dondoc account`: a new first password for somebody of an office, for whoever keeps the machine: the way back in for its administrator. */
import { written } from '../../domain/days.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { dayAndTime } from '../../functions/clock.ts'
import { type FirstPassword, giveFirstPassword } from '../../functions/stores/accounts.ts'
import { registersOf } from '../../functions/stores/programmes.ts'
import { openFolder } from '../folder/folder.ts'
import { textOption, WrongUsage } from './arguments.ts'
import type { Command, Context } from './command.ts'
import { refuse } from './refuse.ts'

const help = `Cách dùng: dondoc account NGƯỜI [--data THƯ-MỤC] [--json]

Cấp lại mật khẩu lần đầu cho một người của cơ quan, như người quản trị duy nhất quên mật khẩu. Chỉ chạy được trên máy giữ
thư mục dữ liệu, khi hệ thống đang dừng. Mật khẩu chỉ hiện một lần, chỉ dùng để đặt mật khẩu riêng, trong 24 giờ; mật khẩu
cũ và các phiên làm việc của người ấy hết hiệu lực, việc cấp lại được ghi vào nhật ký.

  NGƯỜI            mã của người dùng trong tệp đã nhập
  --data THƯ-MỤC   thư mục dữ liệu (mặc định ./data)
  --json           in một tài liệu JSON`

export const command: Command = {
  help,
  options: { data: { type: 'string' }, json: { type: 'boolean' } },
  run: async (context) => {
    const { values, positionals, resolve, out } = context
    const [id, ...more] = positionals
    if (id === undefined || more.length > 0) throw new WrongUsage('Cần mã của một người dùng.')
    const folder = await openFolder(resolve(textOption(values, 'data') ?? 'data'))
    try {
      if (folder.kind !== 'office') {
        const sentence =
          'Bản dùng thử không có mật khẩu: ai mở cũng chọn được một người. Lệnh này dùng cho thư mục của cơ quan.'
        return refuse([{ code: 'demoHasNoAccounts', sentence }], context)
      }
      const person = (await registersOf(folder.table)).people.get(id)
      if (!person) {
        const sentence = `Không có người dùng nào mang mã “${id}”. Hãy kiểm tra lại mã trong tệp đã nhập.`
        return refuse([{ code: 'unknownPerson', sentence }], context)
      }
      const first = await giveFirstPassword(folder, id, hoursByMachine, operator)
      if (values['json'] === true) out(JSON.stringify({ person: id, ...first }, null, 2))
      else showFirst({ id, name: person.name }, first, context)
      return 0
    } finally {
      folder.close()
    }
  },
}

/** Whoever may run programs on the machine stands at it now. */
export const hoursByMachine = 24

const operator: Actor = { person: 'dondoc.account', position: 'Người vận hành máy chủ', agency: 'dondoc' }

export function showFirst(
  { id, name }: { readonly id: string; readonly name: string },
  { code, expiresAt }: FirstPassword,
  { out }: Pick<Context, 'out'>,
): void {
  const { day, time } = dayAndTime(expiresAt)
  out(`${name} đăng nhập bằng tên “${id}” và mật khẩu lần đầu dưới đây, rồi đặt mật khẩu riêng.`)
  out(`Mật khẩu dùng một lần, đến ${time} ngày ${written(day)} (không hiện lại):\n\n  ${code}\n`)
}
