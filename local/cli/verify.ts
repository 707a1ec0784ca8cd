/** `dondoc verify`: proves the trail of a data folder, or names each thing and event that somebody touched. */
import { type Flaw, flawWritten } from '../../domain/trail/chain.ts'
import { destroyedTold } from '../../domain/trail/destruction.ts'
import { type Verification, verifyAll } from '../../functions/steps/verifyTrail.ts'
import { localFiles } from '../files/files.ts'
import { openFolder } from '../folder/folder.ts'
import { anchorsIn, noPositionals, textOption } from './arguments.ts'
import type { Command, Context } from './command.ts'
import { number } from './words.ts'

const help = `Cách dùng: dondoc verify [--data THƯ-MỤC] [--anchor MÃ]… [--json]

Kiểm tra nhật ký của mọi chương trình trong thư mục dữ liệu: từng sự kiện, trạng thái, dấu niêm phong và số tổng hợp;
cả cấu trúc của tệp dữ liệu.
Nêu tên từng chỗ đã bị sửa, xóa, thêm hay đổi chỗ ngoài hệ thống. Hệ thống đang chạy vẫn kiểm tra được.

  --data THƯ-MỤC   thư mục dữ liệu (mặc định ./data)
  --anchor MÃ      mã niêm phong đã giữ ở nơi khác: phát hiện nhật ký bị cắt ngắn hoặc dựng lại; dùng được nhiều lần
  --json           in một tài liệu JSON`

export const command: Command = {
  help,
  options: {
    data: { type: 'string' },
    anchor: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  run: async (context) => {
    const { values, positionals, resolve } = context
    noPositionals(positionals)
    const anchors = anchorsIn(values)
    const folder = await openFolder(resolve(textOption(values, 'data') ?? 'data'), { readOnly: true })
    try {
      const damage = folder.table.damage().map((line): Flaw => ({ thing: `dondoc.sqlite (${line})`, what: 'damaged' }))
      const { partitions, rawEvents } = folder.table
      const { kept } = localFiles(folder.path)
      const store = { partitions, rawEvents, bytesOf: kept }
      const { programmes, flaws } = await verifyAll(folder, store, anchors)
      return report({ programmes, flaws: [...damage, ...flaws] }, context)
    } finally {
      folder.close()
    }
  },
}

function report({ programmes, flaws }: Awaited<ReturnType<typeof verifyAll>>, { values, out, err }: Context): number {
  const all = [...programmes.flatMap((one) => one.flaws), ...flaws]
  for (const sentence of new Set(all.map(flawWritten))) err(sentence)
  const isSound = all.length === 0
  if (values['json'] === true) {
    const document = {
      sound: isSound,
      programmes: programmes.map((one) => ({ ...one, flaws: one.flaws.map(withSentence) })),
      flaws: flaws.map(withSentence),
    }
    out(JSON.stringify(document, null, 2))
  } else if (programmes.length === 0) out('Thư mục dữ liệu chưa có chương trình nào, nên chưa có nhật ký để kiểm tra.')
  else for (const one of programmes) out(inWords(one))
  return isSound ? 0 : 1
}

function withSentence(flaw: Flaw): Flaw & { readonly sentence: string } {
  return { ...flaw, sentence: flawWritten(flaw) }
}

function inWords({ programme, things, events, letters, seals, anchor, destroyed, flaws }: Verification): string {
  const found = flaws.length === 0 ? 'không phát hiện sai lệch' : `có ${number(flaws.length)} sai lệch`
  const walked = `${number(events)} sự kiện của ${number(things)} đối tượng, ${number(letters)} thư, ${number(seals)} dấu niêm phong`
  return [
    `${programme}: ${walked}; ${found}.`,
    ...destroyed.map((one) => `  ${destroyedTold(one)}`),
    ...(anchor ? [`  Mã niêm phong cuối, nên giữ ở nơi khác để lần sau đối chiếu bằng --anchor: ${anchor}`] : []),
  ].join('\n')
}
