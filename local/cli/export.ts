/** `dondoc export`: everything of an office as an archive, to be taken in by another host. */
import { exportArchive } from '../../functions/moving/exportArchive.ts'
import type { Outcome } from '../../functions/moving/moved.ts'
import { openFolder } from '../folder/folder.ts'
import { sourceOf } from '../folder/moving.ts'
import { noPositionals, textOption, WrongUsage } from './arguments.ts'
import type { Command, Context } from './command.ts'
import { movedWritten, placeHelp, placeIn, placeOptions, refuseFlaws } from './moving.ts'
import { moveOnAws } from './onAws.ts'
import { partShown } from './progress.ts'
import { refuse } from './refuse.ts'

const help = `Cách dùng: dondoc export --to ĐƯỜNG-DẪN [--data THƯ-MỤC] [--json]
           dondoc export --to ĐƯỜNG-DẪN --table BẢNG --bucket KHO [--rehearsal] [--json]

Xuất toàn bộ dữ liệu của cơ quan, kể cả tệp, thành một gói (một thư mục) để nhập ở nơi khác bằng import-data. Nhật ký, dấu
niêm phong và từng tệp được kiểm tra trước khi báo xong. Dừng hệ thống trước khi xuất: cái gì ghi sau đó thì ở lại. Phiên
đăng nhập, mã đăng nhập và luồng công việc đang chạy không đi theo; ở nơi mới, lượt nhắc việc chạy tiếp các đợt đang mở.

  --to ĐƯỜNG-DẪN   thư mục mới cho gói dữ liệu; nơi đã có gì thì không ghi đè
${placeHelp}`

export const command: Command = {
  help,
  options: { ...placeOptions, to: { type: 'string' } },
  run: async (context) => {
    noPositionals(context.positionals)
    const target = textOption(context.values, 'to')
    if (target === undefined) throw new WrongUsage('Cần --to: nơi đặt gói dữ liệu.')
    const to = context.resolve(target)
    const outcome = await exported(to, context)
    context.progress?.('')
    if ('problems' in outcome) return refuse(outcome.problems, context)
    if ('flaws' in outcome) return refuseFlaws(outcome.flaws, context)
    context.out(
      context.values['json'] === true
        ? JSON.stringify({ to, ...outcome }, null, 2)
        : [
            `Đã xuất vào ${to}: ${movedWritten(outcome).join('\n')}`,
            'Sau khi nhập ở nơi mới, không mở lại hệ thống ở nơi cũ: hai nơi cùng chạy thì cơ quan nhận thư hai lần.',
          ].join('\n'),
    )
    return 0
  },
}

async function exported(to: string, context: Context): Promise<Outcome | Awaited<ReturnType<typeof moveOnAws>>> {
  const place = placeIn(context)
  const told = partShown(context)
  if ('table' in place) return moveOnAws({ do: 'export', archive: to, anchors: [], ...place }, told)
  // Open for writing: what somebody else still wrote would stay behind.
  const folder = await openFolder(place.data)
  try {
    return await exportArchive(sourceOf(folder), to, told)
  } finally {
    folder.close()
  }
}
