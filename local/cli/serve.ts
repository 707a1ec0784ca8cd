/** `dondoc serve` (npm start): the whole system over one data folder. Where there is none, it makes a demo first. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { roleWritten } from '../../domain/access/roles.ts'
import type { Pages } from '../../functions/pages/pages.ts'
import type { Mailer } from '../../functions/services.ts'
import { type OfficeSettings, officeKept } from '../../functions/stores/office.ts'
import { registersOf } from '../../functions/stores/programmes.ts'
import { figuresPath, readDemoFigures } from '../demo/figures.ts'
import { type DemoContent, makeDemo } from '../demo/folder.ts'
import { localFiles } from '../files/files.ts'
import { type Folder, isFolder, openFolder } from '../folder/folder.ts'
import { apiOf } from '../http/apiOf.ts'
import { type Door, doorOf } from '../http/door.ts'
import { type OnFailure, pageServer } from '../http/server.ts'
import { folderLinks } from '../links/linkKeys.ts'
import { demoPost, outbox } from '../mail/outbox.ts'
import { smtpMailer } from '../mail/smtp.ts'
import { mailPassword, publicUrlProblem } from '../office/settings.ts'
import { builtPages } from '../pages/build.ts'
import { calendarPath, readCalendar } from '../programme/calendar.ts'
import { type BackupOptions, backupsIn, keepBackups } from '../system/backups.ts'
import { openSystem, type System } from '../system/system.ts'
import { noPositionals, numberOption, textOption } from './arguments.ts'
import type { Command, Context, Terminal } from './command.ts'
import { inFile, readProgrammeFile } from './programmeFile.ts'
import { dayShown } from './progress.ts'
import { type Problem, refuse } from './refuse.ts'

const help = `Cách dùng: dondoc serve [--data THƯ-MỤC] [--port SỐ] [tham số]

Mở hệ thống tại địa chỉ 127.0.0.1 của máy này. Nếu thư mục dữ liệu chưa có thì tạo một thư mục dùng thử: chương trình
28-CTrHĐ/TU chạy thử đến tháng 3 năm 2015. Dừng bằng Ctrl+C.

  --data THƯ-MỤC         thư mục dữ liệu (mặc định ./data)
  --port SỐ              cổng (mặc định 8028; 0 là cổng bất kỳ còn trống)
  --prepare              chỉ dựng sẵn trang và dữ liệu dùng thử (npm run build), để lần mở đầu tiên không phải chờ

Với thư mục của cơ quan (dondoc init --office):

  --host ĐỊA-CHỈ-IP      mở cho máy khác; cần chứng thư, hoặc máy chủ chuyển tiếp đã có chứng thư
  --certificate TỆP      chứng thư TLS (PEM), cùng với --key TỆP
  --trusted-proxy ĐỊA-CHỈ-IP   chỉ nhận yêu cầu qua máy chủ chuyển tiếp này
  --trusted-range DẢI    mạng của cơ quan (như 10.0.0.0/8), từ đó đăng nhập sai không bị chặn theo địa chỉ; ghi được nhiều lần
  --public-url ĐỊA-CHỈ   địa chỉ mà mọi người gõ (mặc định: như lúc init)
  --backups THƯ-MỤC      nơi đặt bản sao lưu hằng đêm (mặc định: cạnh thư mục dữ liệu, thêm đuôi -sao-luu)`

export const command: Command = {
  help,
  options: {
    data: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    certificate: { type: 'string' },
    key: { type: 'string' },
    'trusted-proxy': { type: 'string' },
    'trusted-range': { type: 'string', multiple: true },
    'public-url': { type: 'string' },
    backups: { type: 'string' },
    prepare: { type: 'boolean' },
  },
  run: async (context) => {
    const { values, positionals, resolve } = context
    noPositionals(positionals)
    const port = numberOption(values, 'port', 0, 65535) ?? 8028
    if (values['prepare'] === true) return prepare(context)
    const path = resolve(textOption(values, 'data') ?? 'data')
    const problems = isFolder(path) ? [] : await newDemo(path, context)
    if (problems.length > 0) return refuse(problems, context)
    const folder = await openFolder(path)
    try {
      const plan = await planFor(folder, context)
      return 'code' in plan ? refuse([plan], context) : await serve(folder, plan, port, context)
    } finally {
      folder.close()
    }
  },
}

const demoProgramme = join(import.meta.dirname, '../../programmes/28-ctrhd-tu/programme.yaml')

/** The pages, and a demo that is kept for the first start (demo/prepared.ts); the place where it was made is not. */
async function prepare(context: Context): Promise<number> {
  const pages = await pagesFor(context)
  if ('code' in pages) return refuse([pages], context)
  const place = mkdtempSync(join(tmpdir(), 'dondoc-'))
  try {
    const problems = await newDemo(join(place, 'data'), context)
    return problems.length > 0 ? refuse(problems, context) : 0
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** Answers what is wrong with the files it is made of: they are the product's own, and somebody may have changed them. */
export async function newDemo(path: string, terminal: Terminal): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  const read = (): DemoContent | undefined => {
    const file = readProgrammeFile(demoProgramme, true, terminal)
    const calendar = readCalendar()
    const figures = readDemoFigures()
    if ('problems' in figures) problems.push(...inFile(figuresPath, figures.problems))
    if ('problems' in file) problems.push(...file.problems)
    if ('problems' in calendar) problems.push(...inFile(calendarPath, calendar.problems))
    if ('problems' in file || 'problems' in calendar || 'problems' in figures) return undefined
    const { programme, illustration } = file
    return { programme, ...(illustration ? { illustration } : {}), ...calendar, ...figures }
  }
  await makeDemo(path, read, { onMaking: terminal.err, onDay: dayShown(terminal) })
  terminal.progress?.('')
  return problems
}

/** How a folder is served: where, and by whom its letters leave. */
interface Plan {
  readonly door: Door
  readonly mailer: Mailer & { close?(): void }
  readonly publicUrl?: string
}

async function planFor(folder: Folder, { values, resolve }: Context): Promise<Plan | Problem> {
  const settings: OfficeSettings = (await officeKept(folder.table))?.settings ?? {}
  const { mail, publicUrl: kept } = settings
  const publicUrl = textOption(values, 'public-url') ?? kept
  const wrong = publicUrl === undefined ? undefined : publicUrlProblem(publicUrl)
  if (wrong) return { code: 'publicUrl', sentence: wrong }
  const file = (name: string) => {
    const path = textOption(values, name)
    return path === undefined ? undefined : resolve(path)
  }
  const door = doorOf(folder.kind, {
    host: textOption(values, 'host'),
    certificate: file('certificate'),
    key: file('key'),
    trustedProxy: textOption(values, 'trusted-proxy'),
    publicUrl,
    trustedRanges: [values['trusted-range'] ?? []].flat().map(String),
  })
  if ('code' in door) return door
  if (mail?.user !== undefined && mailPassword() === undefined) {
    const sentence =
      'Máy chủ thư của cơ quan cần mật khẩu, nhưng biến môi trường DONDOC_SMTP_PASSWORD đang trống. Đề nghị đặt biến ấy rồi chạy lại.'
    return { code: 'passwordMissing', sentence }
  }
  const mailer = mail ? smtpMailer(mail, mailPassword()) : folder.kind === 'demo' ? demoPost : outbox
  return { door, mailer, ...(publicUrl === undefined ? {} : { publicUrl }) }
}

/**
 * Serves until it is told to stop, and answers the exit code. What must not happen (a bug, a full disk) ends it too:
 * nobody knows then what still holds, and the next start takes up what was under way.
 */
async function serve(
  folder: Folder,
  { door, mailer, publicUrl }: Plan,
  port: number,
  context: Context,
): Promise<number> {
  const fault = Promise.withResolvers<never>()
  // It may come before anybody waits for it.
  fault.promise.catch(() => {})
  const onFailure: OnFailure = (code, error) => {
    context.err(`Lỗi ${code}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
  let address = publicUrl
  // An office whose address nobody has told cannot be reached from a letter; a demo is, where it listens.
  const isNamed = publicUrl !== undefined || folder.kind === 'demo'
  const links = isNamed ? folderLinks(folder.path, () => address ?? '') : undefined
  const system = await openSystem(folder, mailer, fault.reject, links)
  try {
    const pages = await pagesFor(context)
    if ('code' in pages) return refuse([pages], context)
    const files = localFiles(folder.path)
    const copies = folder.kind === 'office' ? copiesOf(folder, context) : undefined
    const server = pageServer({
      pages,
      door,
      onFailure,
      files,
      api: await apiOf(system, files, onFailure, {
        trustedRanges: door.trustedRanges,
        publicUrl,
        backups: copies && backupsIn(copies),
      }),
    })
    const refused = await listening(server, door.host, port)
    if (refused) return refuse([refused], context)
    const stopBackups = copies ? keepBackups(copies) : () => {}
    try {
      address ??= addressOf(server, door)
      await greet(address, system, context)
      await Promise.race([fault.promise, ...['SIGINT', 'SIGTERM'].map((signal) => once(process, signal))])
      return 0
    } finally {
      stopBackups()
      server.close()
      server.closeAllConnections()
    }
  } finally {
    await system.close()
    mailer.close?.()
  }
}

/** The pages, built first where they have to be: a place that takes no build is told, with the reason it gave. */
async function pagesFor({ progress }: Terminal): Promise<Pages | Problem> {
  try {
    const pages = await builtPages(() => progress?.('Đang dựng trang (lần chạy đầu, hoặc sau khi cập nhật)…'))
    progress?.('')
    return pages
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const sentence = `Không dựng được các trang vào thư mục dist của chương trình: ${reason}. Đề nghị kiểm tra quyền ghi và dung lượng đĩa, chạy npm ci, rồi chạy lại.`
    return { code: 'pagesNotBuilt', sentence }
  }
}

/** Answers why the place cannot be had. */
async function listening(server: Server, host: string, port: number): Promise<Problem | undefined> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return undefined
  } catch (error) {
    return placeProblem(error, host, port)
  }
}

function copiesOf({ path, clock }: Folder, { values, resolve, err }: Context): BackupOptions {
  const to = textOption(values, 'backups')
  return {
    folder: path,
    to: to === undefined ? `${path}-sao-luu` : resolve(to),
    clock,
    onFailure: (error) => err(`Chưa sao lưu được hôm nay: ${error instanceof Error ? error.message : String(error)}`),
  }
}

/** Where it is, and for whom: in both languages, since whoever tries it may read either. */
async function greet(address: string, { folder, services }: System, { out }: Terminal): Promise<void> {
  const { path, kind } = folder
  out(`Đôn đốc đang chạy tại ${address} (thư mục dữ liệu: ${path}). Dừng: Ctrl+C.`)
  if (kind === 'office') {
    out(`Don Doc is running at ${address} (data: ${path}). Stop: Ctrl+C.`)
    return
  }
  out(`Don Doc is running at ${address} (data: ${path}). Stop: Ctrl+C.`)
  const people = [...(await registersOf(services.table)).people.values()]
  if (people.length > 0) {
    out('\nBản dùng thử: chọn một người để vào, không cần mật khẩu. A demo: choose a person, no password.')
    for (const { name, roles } of people) out(`  ${name}: ${roles.map(roleWritten).join(', ')} (${roles.join(', ')})`)
  }
  out('\nKhông thông tin nào rời khỏi máy này: thư chỉ nằm trong hộp thư mô phỏng.')
  out('Nothing leaves this machine: letters stay in the simulated outbox.')
}

function placeProblem(error: unknown, host: string, port: number): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    const sentence = `Cổng ${port} đang được chương trình khác sử dụng. Đề nghị dừng chương trình ấy hoặc chọn cổng khác bằng --port.`
    return { code: 'portInUse', sentence }
  }
  if (code === 'EACCES') {
    const sentence = `Không có quyền mở cổng ${port}. Đề nghị chọn cổng từ 1024 trở lên bằng --port.`
    return { code: 'portForbidden', sentence }
  }
  if (code === 'EADDRNOTAVAIL') {
    const sentence = `Máy này không có địa chỉ ${host}. Đề nghị chọn một địa chỉ của máy cho --host.`
    return { code: 'hostUnknown', sentence }
  }
  throw error
}

function addressOf(server: Server, { host, tls }: Door): string {
  const address = server.address()
  // A string is the address of a pipe, and this server listens on a port.
  const port = typeof address === 'object' ? address?.port : ''
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/`
}
