/** `dondoc backup`: a copy of the data folder as it stands at one moment, which opens and verifies like the original. */
import { copyFolder } from '../folder/folder.ts'
import { noPositionals, textOption, WrongUsage } from './arguments.ts'
import type { Command } from './command.ts'
import { megabytes } from './words.ts'

const help = `Cách dùng: dondoc backup --to ĐƯỜNG-DẪN [--data THƯ-MỤC] [--json]

Sao lưu thư mục dữ liệu vào một thư mục mới, tại một thời điểm nhất quán, kể cả khi hệ thống đang chạy.

  --to ĐƯỜNG-DẪN   thư mục mới cho bản sao; nơi đã có gì thì không ghi đè
  --data THƯ-MỤC   thư mục dữ liệu (mặc định ./data)
  --json           in một tài liệu JSON`

export const command: Command = {
  help,
  options: { data: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ values, positionals, resolve, out }) => {
    noPositionals(positionals)
    const target = textOption(values, 'to')
    if (target === undefined) throw new WrongUsage('Cần --to: nơi đặt bản sao.')
    const to = resolve(target)
    const bytes = copyFolder(resolve(textOption(values, 'data') ?? 'data'), to)
    out(
      values['json'] === true
        ? JSON.stringify({ to, bytes }, null, 2)
        : `Đã sao lưu vào ${to} (${megabytes(bytes)} MB).`,
    )
    return 0
  },
}
