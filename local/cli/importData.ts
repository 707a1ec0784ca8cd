/** `dondoc import-data ARCHIVE`: takes an archive into a new data folder, or into an empty table and its bucket. */
import { importFrom } from '../../functions/moving/importArchive.ts'
import type { Moved } from '../../functions/moving/moved.ts'
import { importIntoFolder, refuseOccupied } from '../folder/moving.ts'
import { anchorsIn, onlyPositional } from './arguments.ts'
import type { Command, Context } from './command.ts'
import { movedWritten, type Place, placeHelp, placeIn, placeOptions, refuseFlaws } from './moving.ts'
import { moveOnAws } from './onAws.ts'
import { partShown } from './progress.ts'
import { refuse } from './refuse.ts'

const help = `Cách dùng: dondoc import-data GÓI [--data THƯ-MỤC] [--anchor MÃ]… [--json]
           dondoc import-data GÓI --table BẢNG --bucket KHO [--rehearsal] [--anchor MÃ]… [--json]

Nhập gói dữ liệu do export ghi ra vào một nơi chưa có gì. Gói bị thiếu, bị cắt hoặc bị sửa thì không có gì được nhập: từng
tệp, nhật ký và dấu niêm phong được kiểm tra trước khi ghi, và những gì đã ghi được đối chiếu với gói trước khi báo xong.
Bị ngắt giữa chừng thì chạy lại đúng lệnh này. Bản dùng thử vẫn là bản dùng thử, không bao giờ thành dữ liệu của cơ quan.

  --anchor MÃ      mã niêm phong đã giữ ở nơi khác: phát hiện nhật ký bị cắt ngắn hoặc dựng lại; dùng được nhiều lần
${placeHelp}`

export const command: Command = {
  help,
  options: { ...placeOptions, anchor: { type: 'string', multiple: true } },
  run: async (context) => {
    const archive = context.resolve(onlyPositional(context.positionals, 'gói dữ liệu'))
    const anchors = anchorsIn(context.values)
    const place = placeIn(context)
    const outcome = await imported(archive, anchors, place, context)
    context.progress?.('')
    if ('problems' in outcome) return refuse(outcome.problems, context)
    if ('flaws' in outcome) return refuseFlaws(outcome.flaws, context)
    context.out(
      context.values['json'] === true
        ? JSON.stringify({ ...place, ...outcome }, null, 2)
        : inWords(place, outcome).join('\n'),
    )
    return 0
  },
}

function imported(archive: string, anchors: readonly string[], place: Place, context: Context) {
  const told = partShown(context)
  if ('table' in place) return moveOnAws({ do: 'import', archive, anchors: [...anchors], ...place }, told)
  refuseOccupied(place.data)
  return importFrom(archive, anchors, (one) => importIntoFolder(one, place.data, told), told)
}

function inWords(place: Place, moved: Moved): readonly string[] {
  const where = 'table' in place ? `bảng ${place.table} và kho tệp ${place.bucket}` : place.data
  return [
    `Đã nhập vào ${where}: ${movedWritten(moved).join('\n')}`,
    ...('table' in place ? [] : toDoIn(place.data, moved)),
  ]
}

/** What did not come along, and must be there before people can work. */
function toDoIn(data: string, { kind }: Moved): readonly string[] {
  if (kind === 'demo') return [`Mở hệ thống: dondoc serve --data ${data}`]
  return [
    `Cấp mật khẩu lần đầu cho người quản trị: dondoc account MÃ-NGƯỜI-DÙNG --data ${data}; đổi địa chỉ công khai và máy chủ thư: dondoc init --office --data ${data}`,
    `Mở hệ thống: dondoc serve --data ${data}`,
  ]
}
