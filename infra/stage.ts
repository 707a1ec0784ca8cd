/**
 * What differs from one installation to the next: a file in infra/stages, one a stage, chosen by `-c stage=NAME`, or a
 * file elsewhere, chosen by its path. It is checked whole before anything is built, and whoever wrote it reads a
 * sentence for each thing that is wrong.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parse, YAMLParseError } from 'yaml'
import * as z from 'zod/mini'

const address = /^[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/
const domainName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/

/** A text of a form; the sentence says which. */
function text(form: RegExp, sentence: string) {
  return z.string(sentence).check(z.regex(form, sentence))
}

function whole(least: number, most: number, sentence: string) {
  return z.number(sentence).check(z.int(sentence), z.minimum(least, sentence), z.maximum(most, sentence))
}

const Sender = z.strictObject({
  address: text(address, 'phải là một địa chỉ thư, ví dụ nhacviec@dondoc.example.com'),
  /** `outbox`: nothing leaves, letters are read on the outbox page. `sent`: the domain is verified, and SES is out of its sandbox. */
  letters: z.enum(['outbox', 'sent'], 'phải là outbox (thư nằm ở trang Thư đi) hoặc sent (gửi thật)'),
})

const Domain = z.strictObject({
  name: text(domainName, 'phải là một tên miền, ví dụ dondoc.example.com'),
  certificateArn: text(
    /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
    'phải là ARN của chứng chỉ trong ACM, cùng vùng với hệ thống',
  ),
})

const Oidc = z.strictObject({
  /** To the letter as its tokens say it, with a slash at the end or without. */
  issuer: text(/^https:\/\/[^\s?#]+$/, 'phải bắt đầu bằng https://, đúng như nơi cấp danh tính ghi trong thẻ'),
  audience: text(/^\S+$/, 'phải là mã ứng dụng đã đăng ký ở nơi cấp danh tính'),
  /** The claim that holds the person's id, where the issuer does not say whether an e-mail address is verified. */
  personClaim: z.exactOptional(text(/^[\w:.-]+$/, 'phải là tên một mục trong thẻ, ví dụ sub')),
})

const Concurrency = z.strictObject({
  /** Requests that the API answers at once. */
  api: z.exactOptional(whole(1, 1000, 'phải là số nguyên từ 1 đến 1000')),
  /** Invocations of one workflow step at once. */
  step: z.exactOptional(whole(1, 1000, 'phải là số nguyên từ 1 đến 1000')),
})

const Throttle = z.strictObject({
  requestsPerSecond: whole(1, 10_000, 'phải là số nguyên từ 1 đến 10000'),
  burst: whole(1, 5000, 'phải là số nguyên từ 1 đến 5000'),
})

const Rehearsal = z.strictObject({
  startsOn: z.iso.date('phải là một ngày, ví dụ 2012-11-08'),
  /** Real seconds for a day of the office, while time is moved. */
  secondsADay: whole(1, 3600, 'phải là số giây nguyên từ 1 đến 3600'),
})

const Stage = z.strictObject({
  name: text(/^[a-z][a-z0-9-]{0,19}$/, 'phải là tối đa 20 chữ thường, chữ số, gạch nối, bắt đầu bằng chữ'),
  /** Whose system it is, as the invitations, the letters and the dashboard say it. */
  agencyName: text(/^\S.{0,99}$/, 'phải là tên cơ quan, tối đa 100 ký tự'),
  region: z._default(text(/^[a-z]{2}-[a-z]+-\d$/, 'phải là một vùng của AWS, ví dụ ap-southeast-1'), 'ap-southeast-1'),
  domain: z.exactOptional(Domain),
  sender: z.exactOptional(Sender),
  /** Instead of the user pool. */
  oidc: z.exactOptional(Oidc),
  /** Who is told when an alarm rings; without one the synth warns that nobody is. */
  alarmAddress: z.exactOptional(text(address, 'phải là một địa chỉ thư, ví dụ van-hanh@dondoc.example.com')),
  /** Where docs/runbook.md is read, if not at the stage's own pages; alarms link to its entries. */
  runbook: z.exactOptional(
    text(/^https:\/\/[^\s#]+$/, 'phải là địa chỉ https:// của sổ tay vận hành, không có phần sau dấu #'),
  ),
  /** Reserved for these functions out of what the account has; a new account has nothing to reserve. */
  concurrency: z._default(Concurrency, {}),
  throttle: z._default(Throttle, { requestsPerSecond: 50, burst: 100 }),
  logDays: z._default(
    z.union([z.literal(30), z.literal(90), z.literal(180), z.literal(365), z.literal(731), z.literal(1827)], {
      error: 'phải là một trong: 30, 90, 180, 365, 731, 1827 ngày',
    }),
    365,
  ),
  /** A key of the stage's own, at a dollar a month, in place of those that AWS keeps. */
  ownKey: z._default(z.boolean('phải là true hoặc false'), false),
  /** Takes what lies in the dead-letter queue of ended executions in again. */
  redrive: z._default(z.boolean('phải là true hoặc false'), false),
  rehearsal: z.exactOptional(Rehearsal),
})

export type Stage = Readonly<z.infer<typeof Stage>>

/** A stage file that cannot be taken; the message has a sentence for each reason. */
export class StageRefused extends Error {
  override name = 'StageRefused'
}

/** Reads infra/stages/NAME.yaml, or the file at a path that ends in .yaml. Throws StageRefused. */
export function readStage(wanted: unknown): Stage {
  const how = 'Hãy chọn bằng -c stage=TÊN, với TÊN là một tệp trong infra/stages, hoặc đường dẫn tới một tệp .yaml.'
  if (typeof wanted !== 'string' || wanted === '') throw new StageRefused(`Chưa chọn cấu hình. ${how}`)
  const path = wanted.endsWith('.yaml') ? resolve(wanted) : resolve(import.meta.dirname, 'stages', `${wanted}.yaml`)
  if (!existsSync(path)) throw new StageRefused(`Không có tệp cấu hình “${wanted}”. ${how}`)
  return stageIn(readFileSync(path, 'utf8'), basename(path, '.yaml'))
}

/** The stage that the text of a file describes; it must bear the file's name. Throws StageRefused. */
export function stageIn(yaml: string, name: string): Stage {
  const where = `${name}.yaml`
  const parsed = Stage.safeParse(treeOf(yaml, where))
  const problems = parsed.success ? contradictions(parsed.data, name) : parsed.error.issues.map(sentenceOf)
  if (parsed.success && problems.length === 0) return parsed.data
  throw new StageRefused(problems.map((sentence) => `${where}: ${sentence}`).join('\n'))
}

function treeOf(yaml: string, where: string): unknown {
  try {
    return parse(yaml, { schema: 'core' })
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    const line = error.linePos?.[0].line
    throw new StageRefused(
      `${where}: không đọc được YAML${line === undefined ? '' : ` ở dòng ${line}`}. Hãy sửa lại.`,
      {
        cause: error,
      },
    )
  }
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .map((key) => `không có mục “${place === '' ? key : `${place}.${key}`}”. Hãy bỏ mục ấy, hoặc xem lại tên.`)
      .join(' ')
  }
  if (place === '') return 'phải gồm các mục như trong infra/stages/office.yaml. Hãy ghi lại.'
  const must = issue.message.startsWith('phải') ? issue.message : 'phải gồm các mục như trong docs/deploy.md'
  return `mục “${place}” ${must}. Hãy ghi lại.`
}

/** What each field alone does not show. */
function contradictions({ name, region, domain, sender, rehearsal }: Stage, file: string): string[] {
  const problems: string[] = []
  if (name !== file) problems.push(`mục “name” ghi “${name}”, khác tên tệp. Hãy ghi “${file}”.`)
  if (domain && domain.certificateArn.split(':')[3] !== region) {
    problems.push(`chứng chỉ của “${domain.name}” phải ở vùng ${region}. Hãy xin chứng chỉ trong ACM của vùng ấy.`)
  }
  if (rehearsal && sender?.letters === 'sent' && !/[.@]example\.com$/.test(sender.address)) {
    problems.push('bản diễn tập không gửi thư thật. Hãy ghi “letters: outbox”, hoặc địa chỉ gửi thuộc example.com.')
  }
  return problems
}
