/** Which command is meant, and what becomes of its end: its exit code, a sentence, or a code to read on the phone. */
import { createHash } from 'node:crypto'
import { readArguments, WrongUsage } from './arguments.ts'
import type { Command, Terminal, Values } from './command.ts'
import { type Problem, refuse } from './refuse.ts'

/** Each is loaded only when it is called: the reader of programmes alone takes longer than `--help` may. */
const commands: {
  readonly [name: string]: { readonly summary: string; readonly load: () => Promise<{ command: Command }> }
} = {
  serve: { summary: 'mở hệ thống trên máy này (npm start)', load: () => import('./serve.ts') },
  init: {
    summary: 'tạo thư mục dữ liệu của cơ quan (--office), hoặc đổi cấu hình của nó',
    load: () => import('./init.ts'),
  },
  extract: {
    summary: 'đọc văn bản (.txt, .docx, .pdf có chữ), đề xuất nhiệm vụ, chỉ tiêu, câu hỏi',
    load: () => import('./extract.ts'),
  },
  validate: {
    summary: 'kiểm tra tệp chương trình, mỗi lỗi kèm số dòng và số cột',
    load: () => import('./validate.ts'),
  },
  diff: {
    summary: 'so sánh hai tệp chương trình: bản sửa đổi thay đổi những gì',
    load: () => import('./diff.ts'),
  },
  rehearse: {
    summary: 'chạy thử chương trình bằng đồng hồ mô phỏng, kiểm tra các điều phải luôn đúng',
    load: () => import('./rehearse.ts'),
  },
  launch: { summary: 'đưa chương trình vào thực hiện trong một thư mục dữ liệu', load: () => import('./launch.ts') },
  verify: {
    summary: 'kiểm tra nhật ký, nêu tên từng sự kiện đã bị sửa, xóa hay đổi chỗ',
    load: () => import('./verify.ts'),
  },
  backup: { summary: 'sao lưu thư mục dữ liệu, kể cả khi hệ thống đang chạy', load: () => import('./backup.ts') },
  export: {
    summary: 'xuất toàn bộ dữ liệu, kể cả tệp, thành gói để chuyển sang máy khác hoặc lên AWS',
    load: () => import('./export.ts'),
  },
  'import-data': {
    summary: 'nhập gói dữ liệu vào nơi chưa có gì, sau khi kiểm tra nhật ký và dấu niêm phong',
    load: () => import('./importData.ts'),
  },
  account: {
    summary: 'cấp lại mật khẩu lần đầu cho một người của cơ quan, trên chính máy giữ dữ liệu',
    load: () => import('./account.ts'),
  },
  asl: {
    summary: 'chạy các trường hợp kiểm tra ASL trên động cơ luồng công việc nhúng',
    load: () => import('./asl.ts'),
  },
}

/** Answers the exit code: 0 done, 1 refused or failed, 2 wrong usage. Throws nothing. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  if (name === '--help' || name === '-h') {
    terminal.out(usage())
    return 0
  }
  const entry = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    terminal.err(`${name === undefined ? 'Cần tên của một lệnh.' : `Không có lệnh “${name}”.`}\n\n${usage()}`)
    return 2
  }
  try {
    const { command } = await entry.load()
    return await runCommand(command, rest, terminal)
  } catch (error) {
    return failed(error, terminal)
  }
}

async function runCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<number> {
  const { help, options } = command
  if (args.includes('--help') || args.includes('-h')) {
    terminal.out(help)
    return 0
  }
  let values: Values = {}
  try {
    const read = readArguments(args, options)
    values = read.values
    return await command.run({ ...read, ...terminal })
  } catch (error) {
    if (!(error instanceof WrongUsage)) return failed(error, terminal, values)
    terminal.err(`${error.message}\n\n${help}`)
    return 2
  }
}

/** Tells what stopped a command, as far as it knows itself. Answers the exit code. */
export async function failed(error: unknown, terminal: Terminal, values: Values = {}): Promise<1> {
  terminal.progress?.('')
  if (process.env['DONDOC_DEBUG']) terminal.err(error instanceof Error ? stackOf(error) : String(error))
  return refuse([(await explained(error)) ?? unexpected(error)], { ...terminal, values })
}

function usage(): string {
  const width = Math.max(...Object.keys(commands).map(({ length }) => length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return `Cách dùng: dondoc LỆNH [tham số]\n\n${lines.join('\n')}\n\nMỗi lệnh có --help; đường dẫn tính từ nơi đang đứng.`
}

/** What the product knows of itself: a fault of the folder or of its file, each with its sentence. */
async function explained(error: unknown): Promise<Problem | undefined> {
  const { FolderFault } = await import('../folder/folderFault.ts')
  const { StorageFault } = await import('../sqlite/storageFault.ts')
  const { MovingFault } = await import('../../functions/moving/movingFault.ts')
  const { TableBusy } = await import('../../functions/services.ts')
  if (error instanceof FolderFault) return { code: error.code, sentence: error.message }
  if (error instanceof StorageFault) return { code: error.reason, sentence: error.message }
  if (error instanceof MovingFault) return { code: error.code, sentence: error.message }
  if (error instanceof TableBusy) {
    return {
      code: 'busy',
      sentence: 'Một lần chạy khác đang ghi vào tệp dữ liệu quá lâu. Chưa có gì được ghi; đề nghị thực hiện lại.',
    }
  }
  return undefined
}

/** The same error in the same place has the same code, which a person can read out on the phone. */
function unexpected(error: unknown): Problem {
  const place = error instanceof Error ? `${error.name} ${/\n\s+at (.*)/.exec(error.stack ?? '')?.[1]}` : typeof error
  const code = `L-${createHash('sha256').update(place).digest('hex').slice(0, 6).toUpperCase()}`
  const sentence =
    `Chương trình gặp lỗi ngoài dự kiến (mã lỗi ${code}). Những gì đã ghi vẫn còn nguyên. Đề nghị thực hiện lại; ` +
    'nếu vẫn vậy, đặt biến môi trường DONDOC_DEBUG=1, chạy lại và gửi những gì hiện ra cho người phụ trách kỹ thuật.'
  return { code, sentence }
}

function stackOf(error: Error): string {
  const { stack = error.message, cause } = error
  return cause instanceof Error ? `${stack}\n← ${stackOf(cause)}` : stack
}
