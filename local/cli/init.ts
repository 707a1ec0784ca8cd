/** `dondoc init`: makes the data folder of an office, whose clock is the real one, or changes the settings of one. */
import { existsSync } from 'node:fs'
import { realClock } from '../../functions/clock.ts'
import { IdentityBusy, MailDelayed, MailRefused } from '../../functions/services.ts'
import type { FirstPassword } from '../../functions/stores/accounts.ts'
import {
  type IssuerSettings,
  MailSettings,
  type OfficeSettings,
  officeKept,
  SealLetters,
} from '../../functions/stores/office.ts'
import { type Folder, isFolder, makeOfficeFolder, openFolder } from '../folder/folder.ts'
import { FolderFault } from '../folder/folderFault.ts'
import { issuerIdentity } from '../identity/officeIssuer.ts'
import { smtpMailer } from '../mail/smtp.ts'
import { beginOffice, changeSettings } from '../office/beginning.ts'
import { entryForms, readEntries } from '../office/entries.ts'
import { isLoopbackName, mailPassword, publicUrlProblem } from '../office/settings.ts'
import { writeTemplate } from '../office/workbook.ts'
import { calendarPath, readCalendar } from '../programme/calendar.ts'
import { showFirst } from './account.ts'
import { noPositionals, numberOption, textOption, WrongUsage, wordOption } from './arguments.ts'
import type { Command, Context } from './command.ts'
import { inFile } from './programmeFile.ts'
import { type Problem, refuse } from './refuse.ts'

const help = `Cách dùng: dondoc init --office --from TỆP.xlsx [--data THƯ-MỤC] [tham số]
           dondoc init --office [--data THƯ-MỤC] [tham số]      đổi cấu hình của thư mục đã có
           dondoc init --template TỆP.xlsx                      ghi tệp mẫu để điền cơ quan và người dùng

Tạo thư mục dữ liệu của cơ quan: đồng hồ thật, không chuyển thành bản dùng thử và ngược lại. Tệp cơ quan, người dùng được
kiểm tra toàn bộ trước khi ghi. Mật khẩu lần đầu của người quản trị đầu tiên chỉ hiện một lần, dùng một lần, trong 24 giờ;
mất thì cấp lại bằng dondoc account.

  --from TỆP.xlsx        cơ quan và người dùng, theo tệp mẫu
  --data THƯ-MỤC         thư mục dữ liệu (mặc định ./data)
  --calendar TỆP.yaml    lịch làm việc (mặc định: lịch kèm theo chương trình)
  --public-url ĐỊA-CHỈ   địa chỉ mà mọi người gõ để mở hệ thống, như https://dondoc.example.com/
  --smtp-host TÊN-MÁY    máy chủ thư; không có thì thư chỉ nằm trong hộp thư đi
  --smtp-port SỐ         cổng (mặc định 587)
  --smtp-security KIỂU   tls, starttls hoặc none (mặc định: tls ở cổng 465, none ở cổng 25, còn lại starttls)
  --smtp-user TÊN        tên đăng nhập máy chủ thư; mật khẩu lấy từ biến môi trường DONDOC_SMTP_PASSWORD, không ghi vào đâu
  --mail-from HỘP-THƯ    địa chỉ gửi
  --mail-name TÊN        tên hiện cạnh địa chỉ gửi
  --issuer ĐỊA-CHỈ       hệ thống tài khoản OpenID Connect của cơ quan; không có thì hệ thống tự giữ tài khoản, mật khẩu
  --client-id MÃ         mã của Đôn đốc ở hệ thống tài khoản ấy (ứng dụng công khai, dùng PKCE)
  --person-claim TÊN     mục của thẻ ghi mã người dùng (mặc định email: hộp thư đã xác minh)
  --own-accounts         thôi dùng hệ thống tài khoản riêng, tự giữ tài khoản
  --seal-letters KIỂU    weekly (mặc định) hoặc daily: mã niêm phong gửi người kiểm tra ngày làm việc đầu tuần, hoặc mỗi ngày
                         làm việc
  --test-letter HỘP-THƯ  gửi thử một thư trước khi ghi cấu hình
  --json                 in một tài liệu JSON`

export const command: Command = {
  help,
  options: {
    office: { type: 'boolean' },
    template: { type: 'string' },
    from: { type: 'string' },
    data: { type: 'string' },
    calendar: { type: 'string' },
    'public-url': { type: 'string' },
    'smtp-host': { type: 'string' },
    'smtp-port': { type: 'string' },
    'smtp-security': { type: 'string' },
    'smtp-user': { type: 'string' },
    'mail-from': { type: 'string' },
    'mail-name': { type: 'string' },
    'seal-letters': { type: 'string' },
    'test-letter': { type: 'string' },
    issuer: { type: 'string' },
    'client-id': { type: 'string' },
    'person-claim': { type: 'string' },
    'own-accounts': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  run: async (context) => {
    const { values, positionals, resolve } = context
    noPositionals(positionals)
    const template = textOption(values, 'template')
    if (template !== undefined) return giveTemplate(resolve(template), context)
    if (values['office'] !== true) throw new WrongUsage('Cần --office, hoặc --template để lấy tệp mẫu.')
    const settings = settingsIn(context)
    if ('problems' in settings) return refuse(settings.problems, context)
    const path = resolve(textOption(values, 'data') ?? 'data')
    return isFolder(path) ? change(path, settings, context) : make(path, settings, context)
  },
}

async function giveTemplate(path: string, context: Context): Promise<number> {
  const { values, out } = context
  if (existsSync(path)) {
    const sentence = `Đã có tệp ${path}; tệp mẫu không ghi đè. Hãy chọn tên khác.`
    return refuse([{ code: 'occupied', sentence }], context)
  }
  await writeTemplate(path, entryForms)
  out(
    values['json'] === true
      ? JSON.stringify({ template: path }, null, 2)
      : `Đã ghi tệp mẫu ${path}. Hãy thay hàng ví dụ của mỗi trang bằng cơ quan và người dùng của mình.`,
  )
  return 0
}

type Refused = { readonly problems: readonly Problem[] }

function settingsIn({ values }: Context): OfficeSettings | Refused {
  const problems: Problem[] = []
  const problem = (code: string, sentence: string) => problems.push({ code, sentence })
  const publicUrl = textOption(values, 'public-url')
  const wrong = publicUrl === undefined ? undefined : publicUrlProblem(publicUrl)
  if (wrong) problem('publicUrl', wrong)
  const mail = mailIn(values, problem)
  const issuer = issuerIn(values, problem)
  const sealLetters = wordOption(values, 'seal-letters', SealLetters.options)
  if (problems.length > 0) return { problems }
  return {
    ...(publicUrl === undefined ? {} : { publicUrl: new URL(publicUrl).href }),
    ...(mail ? { mail } : {}),
    ...(issuer ? { issuer } : {}),
    ...(sealLetters ? { sealLetters } : {}),
  }
}

function issuerIn(
  values: Context['values'],
  problem: (code: string, sentence: string) => void,
): IssuerSettings | undefined {
  const [url, clientId, personClaim] = [
    textOption(values, 'issuer'),
    textOption(values, 'client-id'),
    textOption(values, 'person-claim'),
  ]
  if (url === undefined) {
    if (clientId ?? personClaim) throw new WrongUsage('--client-id và --person-claim đi cùng --issuer.')
    return undefined
  }
  if (values['own-accounts'] === true) throw new WrongUsage('Chỉ chọn một: --issuer hoặc --own-accounts.')
  if (clientId === undefined) throw new WrongUsage('--issuer cần --client-id.')
  const address = URL.parse(url)
  const isSafe = address?.protocol === 'https:' || (address?.protocol === 'http:' && isLoopbackName(address.hostname))
  if (!isSafe) {
    problem(
      'issuer',
      `Hệ thống tài khoản phải có địa chỉ bắt đầu bằng https://; ở đây ghi “${url}”. Hãy ghi lại đúng địa chỉ mà hệ thống ấy tự công bố.`,
    )
  }
  return { url, clientId, ...(personClaim === undefined ? {} : { personClaim }) }
}

/** Why nobody could sign in at the issuer that was named. */
async function issuerProblem(
  folder: Pick<Folder, 'table'>,
  { issuer, publicUrl }: OfficeSettings,
): Promise<Problem | undefined> {
  if (!issuer) return undefined
  if (publicUrl === undefined) {
    const sentence =
      'Dùng hệ thống tài khoản riêng thì cần địa chỉ công khai, để hệ thống ấy đưa trình duyệt trở lại; ở đây chưa có. Hãy thêm --public-url.'
    return { code: 'publicUrlMissing', sentence }
  }
  try {
    await issuerIdentity(folder, issuer, publicUrl).issuerDoor?.()
    return undefined
  } catch (error) {
    if (!(error instanceof IdentityBusy)) throw error
    const sentence = `Không hỏi được hệ thống tài khoản ở ${issuer.url}; chưa có gì được ghi. Trả lời: “${error.message}”. Hãy kiểm tra địa chỉ ấy, rồi chạy lại.`
    return { code: 'issuer', sentence }
  }
}

function mailIn(
  values: Context['values'],
  problem: (code: string, sentence: string) => void,
): MailSettings | undefined {
  const host = textOption(values, 'smtp-host')
  const about = ['smtp-port', 'smtp-security', 'smtp-user', 'mail-from', 'mail-name'] as const
  if (host === undefined) {
    const alone = about.find((name) => values[name] !== undefined)
    if (alone) throw new WrongUsage(`Tham số “--${alone}” đi cùng --smtp-host.`)
    return undefined
  }
  const port = numberOption(values, 'smtp-port', 1, 65535) ?? 587
  const usual = port === 465 ? 'tls' : port === 25 ? 'none' : 'starttls'
  const security = wordOption(values, 'smtp-security', ['tls', 'starttls', 'none']) ?? usual
  const [user, from, fromName] = [
    textOption(values, 'smtp-user'),
    textOption(values, 'mail-from'),
    textOption(values, 'mail-name'),
  ]
  if (from === undefined) throw new WrongUsage('Cần --mail-from: địa chỉ gửi thư.')
  const parsed = MailSettings.safeParse({
    host,
    port,
    security,
    from,
    ...(user === undefined ? {} : { user }),
    ...(fromName === undefined ? {} : { fromName }),
  })
  if (!parsed.success) {
    for (const { path } of parsed.error.issues) {
      const [option, wants] =
        path[0] === 'host'
          ? ['smtp-host', 'tên máy']
          : path[0] === 'from'
            ? ['mail-from', 'hộp thư']
            : ['mail-name', 'tên ngắn hơn']
      problem(
        'mailSettings',
        `Tham số “--${option}” cần một ${wants}; ở đây ghi “${textOption(values, option ?? '')}”.`,
      )
    }
    return undefined
  }
  if (user !== undefined && security === 'none' && !isLoopbackName(host)) {
    problem(
      'passwordInTheClear',
      `Với --smtp-security none, mật khẩu đi đến ${host} dạng rõ nên không được dùng. Hãy chọn tls hoặc starttls, hoặc bỏ --smtp-user.`,
    )
  }
  if (user !== undefined && mailPassword() === undefined) {
    problem(
      'passwordMissing',
      'Máy chủ thư cần mật khẩu, nhưng biến môi trường DONDOC_SMTP_PASSWORD đang trống. Hãy đặt biến ấy rồi chạy lại.',
    )
  }
  return parsed.data
}

async function make(path: string, settings: OfficeSettings, context: Context): Promise<number> {
  const { values, resolve } = context
  const from = textOption(values, 'from')
  if (from === undefined)
    throw new WrongUsage('Cần --from: tệp .xlsx có cơ quan và người dùng (lấy mẫu bằng --template).')
  if (settings.issuer) throw new WrongUsage('--issuer dùng cho thư mục đã có. Hãy tạo thư mục trước.')
  const calendarFile = textOption(values, 'calendar')
  const read = readCalendar(resolve(calendarFile ?? calendarPath))
  const entries = await readEntries(resolve(from), realClock().today())
  if ('problems' in read || 'problems' in entries) {
    const inCalendar = 'problems' in read ? inFile(calendarFile ?? calendarPath, read.problems) : []
    const inEntries = 'problems' in entries ? entries.problems.map((sentence) => ({ code: 'entries', sentence })) : []
    return refuse([...inCalendar, ...inEntries], context)
  }
  const refused = await testLetter(settings.mail, context)
  if (refused) return refuse([refused], context)
  let first: FirstPassword | undefined
  const folder = await makeOfficeFolder(path, async (making) => {
    first = await beginOffice(making, { calendar: read.calendar, entries, settings })
  })
  folder.close()
  const { agencies, people, administrator } = entries
  if (values['json'] === true) {
    const made = { data: path, agencies: agencies.length, people: people.length, administrator: administrator.id }
    context.out(JSON.stringify({ ...made, ...first }, null, 2))
    return 0
  }
  context.out(`Đã tạo thư mục dữ liệu của cơ quan ở ${path}: ${agencies.length} cơ quan, ${people.length} người dùng.`)
  if (first) showFirst(administrator, first, context)
  context.out(`Mở hệ thống: dondoc serve --data ${path}`)
  return 0
}

async function change(path: string, settings: OfficeSettings, context: Context): Promise<number> {
  const { values } = context
  if (values['from'] !== undefined || values['calendar'] !== undefined) throw new FolderFault('taken', path)
  const folder = await openFolder(path)
  try {
    if (folder.kind !== 'office') throw new FolderFault('taken', path)
    return await changeOpened(folder, settings, context)
  } finally {
    folder.close()
  }
}

async function changeOpened(folder: Folder, settings: OfficeSettings, context: Context): Promise<number> {
  const { values, out } = context
  const before = (await officeKept(folder.table))?.settings ?? {}
  const refused = await testLetter(settings.mail ?? before.mail, context)
  if (refused) return refuse([refused], context)
  const unreached = settings.issuer && (await issuerProblem(folder, { ...before, ...settings }))
  if (unreached) return refuse([unreached], context)
  const without = values['own-accounts'] === true && before.issuer ? (['issuer'] as const) : []
  const isChanged = Object.keys(settings).length > 0 || without.length > 0
  const after = isChanged ? await changeSettings(folder, settings, without) : before
  if (values['json'] === true) {
    out(JSON.stringify({ data: folder.path, changed: isChanged, settings: after }, null, 2))
    return 0
  }
  out(isChanged ? `Đã ghi cấu hình mới của ${folder.path}.` : 'Không có gì thay đổi.')
  return 0
}

/** Sends the test letter that was asked for. Answers why it did not leave. */
async function testLetter(mail: MailSettings | undefined, { values, err }: Context): Promise<Problem | undefined> {
  const to = textOption(values, 'test-letter')
  if (to === undefined) return undefined
  if (!mail) throw new WrongUsage('--test-letter cần máy chủ thư: --smtp-host.')
  const mailer = smtpMailer(mail, mailPassword())
  try {
    await mailer.send({
      id: `thu-nghiem.${Date.now()}`,
      to,
      subject: '[Đôn đốc] Thư thử',
      text: 'Đây là thư thử của hệ thống Đôn đốc. Nhận được thư này nghĩa là máy chủ thư đã dùng được.\n',
    })
    err(`Đã gửi thư thử đến ${to}. Hãy mở hộp thư ấy để kiểm tra.`)
    return undefined
  } catch (error) {
    if (!(error instanceof MailRefused || error instanceof MailDelayed)) throw error
    const said = error.cause instanceof Error ? error.cause.message : ''
    return {
      code: 'testLetter',
      sentence: `Không gửi được thư thử đến ${to} qua ${mail.host}:${mail.port}; chưa có gì được ghi. Máy chủ trả lời: “${said}”. Hãy kiểm tra lại cấu hình.`,
    }
  } finally {
    mailer.close()
  }
}
