import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readStage, StageRefused, stageIn } from '../../infra/stage.ts'

const least = 'name: so\nagencyName: Văn phòng\n'

describe('a stage file', () => {
  it.each(readdirSync('infra/stages').map((file) => file.replace('.yaml', '')))('%s can be deployed', (name) => {
    expect(readStage(name).name).toBe(name)
  })

  it('says little: the rest is as most offices want it', () => {
    expect(stageIn(least, 'so')).toEqual({
      name: 'so',
      agencyName: 'Văn phòng',
      region: 'ap-southeast-1',
      concurrency: {},
      throttle: { requestsPerSecond: 50, burst: 100 },
      logDays: 365,
      ownKey: false,
      redrive: false,
    })
  })

  it('may stand anywhere', () => {
    expect(readStage('infra/stages/office.yaml')).toEqual(readStage('office'))
  })

  it.each([
    ['a stage that nobody chose', undefined, 'Chưa chọn cấu hình'],
    ['a stage that is not there', 'khong-co', 'Không có tệp cấu hình “khong-co”'],
  ])('%s is told how to choose', (_, wanted, says) => {
    expect(() => readStage(wanted)).toThrow(says)
    expect(() => readStage(wanted)).toThrow('-c stage=TÊN')
  })

  it.each([
    ['is empty', '', 'so.yaml: phải gồm các mục'],
    ['is no YAML', 'name: [', 'so.yaml: không đọc được YAML ở dòng 1'],
    ['has another name than its file', 'name: khac\nagencyName: A', 'mục “name” ghi “khac”'],
    ['has a name that no resource can have', 'name: Số_1\nagencyName: A', 'mục “name” phải là tối đa 20'],
    ['names no agency', 'name: so', 'mục “agencyName” phải là tên cơ quan'],
    ['has a field too many', `${least}sendr: x`, 'không có mục “sendr”'],
    [
      'has a field too many further in',
      `${least}sender: { address: a@example.com, letters: sent, x: 1 }`,
      '“sender.x”',
    ],
    ['sends from no address', `${least}sender: { address: so, letters: sent }`, 'mục “sender.address” phải là'],
    ['sends perhaps', `${least}sender: { address: a@example.com, letters: maybe }`, 'outbox (thư nằm ở trang Thư đi)'],
    ['trusts an issuer without TLS', `${least}oidc: { issuer: 'http://sso.example.com', audience: a }`, 'https://'],
    ['has its runbook nowhere', `${least}runbook: docs/runbook.md`, 'mục “runbook” phải là địa chỉ https://'],
    ['alarms nobody', `${least}alarmAddress: 5`, 'mục “alarmAddress” phải là một địa chỉ thư'],
    ['reserves nothing', `${least}concurrency: { api: 0 }`, 'mục “concurrency.api” phải là số nguyên'],
    ['lets through more than API Gateway', `${least}throttle: { requestsPerSecond: 20000, burst: 1 }`, '10000'],
    ['keeps logs for a number of days that CloudWatch has not', `${least}logDays: 31`, 'mục “logDays”'],
    ['begins on no day', `${least}rehearsal: { startsOn: 2012-13-01, secondsADay: 2 }`, 'mục “rehearsal.startsOn”'],
    [
      'has a certificate of another region',
      `${least}domain: { name: d.example.com, certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/a' }`,
      'phải ở vùng ap-southeast-1',
    ],
    [
      'rehearses with real letters',
      `${least}sender: { address: a@${'so.vn'}, letters: sent }\nrehearsal: { startsOn: 2012-11-08, secondsADay: 2 }`,
      'bản diễn tập không gửi thư thật',
    ],
  ])('that %s is refused with a sentence', (_, yaml, says) => {
    expect(() => stageIn(yaml, 'so')).toThrow(StageRefused)
    expect(() => stageIn(yaml, 'so')).toThrow(says)
  })

  it('has all that is wrong with it told at once', () => {
    expect(() => stageIn('name: so\nlogDays: 1\nownKey: 1', 'so')).toThrow(/agencyName[\s\S]*logDays[\s\S]*ownKey/)
  })
})
