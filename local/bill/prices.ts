/**
 * What AWS asks for in Singapore (ap-southeast-1), as of the day of each row. A row says where its price was seen, and
 * whether it was read there or is remembered: a remembered price is looked up before anybody relies on it. Tiers of
 * large use are left out: nothing here comes near them.
 */
import type { CalendarDate } from '../../domain/days.ts'

export const pricesOf: CalendarDate = '2026-11-24'
export const region = 'ap-southeast-1'

export interface Price {
  /** What is counted, as a reader of the bill calls it. */
  readonly name: string
  readonly usd: number
  /** For so many of them. */
  readonly per: number
  /** So many a month are free for as long as one is a customer. Offers for a first year are not counted at all. */
  readonly free: number
  readonly source: string
  /** The day it was seen, or remembered. */
  readonly on: CalendarDate
  readonly how: 'read' | 'readElsewhere' | 'recalled'
}

const million = 1_000_000

/** `readElsewhere`: in what somebody else published of AWS's prices, of this region or, where it is the same in all that were seen, of another. */
export const prices = {
  transition: {
    name: 'Bước chuyển của Step Functions',
    usd: 0.025,
    per: 1000,
    free: 4000,
    source: 'https://aws.amazon.com/step-functions/pricing/',
    on: '2026-11-24',
    how: 'read',
  },
  tableWrite: {
    name: 'Đơn vị ghi DynamoDB',
    usd: 0.7115,
    per: million,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/ (half of what it was before November 2024)',
    on: '2026-11-24',
    how: 'recalled',
  },
  tableRead: {
    name: 'Đơn vị đọc DynamoDB',
    usd: 0.1423,
    per: million,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/ (half of what it was before November 2024)',
    on: '2026-11-24',
    how: 'recalled',
  },
  tableStorage: {
    name: 'Lưu trữ DynamoDB (GB một tháng)',
    usd: 0.285,
    per: 1,
    free: 25,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    on: '2026-11-24',
    how: 'recalled',
  },
  tableBackup: {
    name: 'Sao lưu liên tục DynamoDB (GB một tháng)',
    usd: 0.228,
    per: 1,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    on: '2026-11-24',
    how: 'recalled',
  },
  call: {
    name: 'Lần gọi Lambda',
    usd: 0.2,
    per: million,
    free: million,
    source: 'AWS Price List, APS1-Request-ARM',
    on: '2026-08-12',
    how: 'readElsewhere',
  },
  gigabyteSecond: {
    name: 'GB-giây Lambda (arm64)',
    usd: 0.0000133334,
    per: 1,
    free: 400_000,
    source: 'AWS Price List, APS1-Lambda-GB-Second-ARM',
    on: '2026-08-12',
    how: 'readElsewhere',
  },
  letter: {
    name: 'Thư gửi qua SES',
    usd: 0.1,
    per: 1000,
    free: 0,
    source: 'https://aws.amazon.com/ses/pricing/',
    on: '2026-11-24',
    how: 'readElsewhere',
  },
  apiRequest: {
    name: 'Yêu cầu đến API',
    usd: 1.25,
    per: million,
    free: 0,
    source: 'https://aws.amazon.com/api-gateway/pricing/ (HTTP API)',
    on: '2026-11-24',
    how: 'recalled',
  },
  logs: {
    name: 'Nhật ký CloudWatch (GB nhận)',
    usd: 0.7,
    per: 1,
    // Five are free of what comes in, what is kept and what is searched, all together.
    free: 2,
    source: 'AWS Price List, APS1-DataProcessing-Bytes',
    on: '2026-08-12',
    how: 'readElsewhere',
  },
  logStorage: {
    name: 'Lưu nhật ký CloudWatch (GB một tháng)',
    usd: 0.03,
    per: 1,
    free: 3,
    source: 'https://aws.amazon.com/cloudwatch/pricing/ (us-east-1; 0.033 in Tokyo)',
    on: '2026-11-24',
    how: 'readElsewhere',
  },
  fileStorage: {
    name: 'Lưu tệp S3 (GB một tháng)',
    usd: 0.025,
    per: 1,
    free: 0,
    source: 'https://aws.amazon.com/s3/pricing/ (Standard)',
    on: '2026-11-24',
    how: 'recalled',
  },
  filePut: {
    name: 'Yêu cầu ghi S3',
    usd: 0.005,
    per: 1000,
    free: 0,
    source: 'https://aws.amazon.com/s3/pricing/ (PUT, COPY, POST, LIST)',
    on: '2026-11-24',
    how: 'recalled',
  },
  fileGet: {
    name: 'Yêu cầu đọc S3',
    usd: 0.0004,
    per: 1000,
    free: 0,
    source: 'https://aws.amazon.com/s3/pricing/ (GET)',
    on: '2026-11-24',
    how: 'recalled',
  },
  trace: {
    name: 'Vết X-Ray',
    usd: 5,
    per: million,
    free: 100_000,
    source: 'https://aws.amazon.com/xray/pricing/',
    on: '2026-11-24',
    how: 'recalled',
  },
  dataOut: {
    name: 'Dữ liệu ra Internet (GB)',
    usd: 0.12,
    per: 1,
    free: 100,
    source: 'AWS Price List, APS1-DataTransfer-Out-Bytes',
    on: '2026-08-12',
    how: 'readElsewhere',
  },
  schedule: {
    name: 'Lần gọi của EventBridge Scheduler',
    usd: 1,
    per: million,
    free: 14 * million,
    source: 'https://aws.amazon.com/eventbridge/pricing/',
    on: '2026-11-24',
    how: 'recalled',
  },
  alarm: {
    name: 'Cảnh báo CloudWatch',
    usd: 0.1,
    per: 1,
    free: 10,
    source: 'AWS Price List, APS1-CW:AlarmMonitorUsage; free: https://aws.amazon.com/cloudwatch/pricing/',
    on: '2026-08-12',
    how: 'readElsewhere',
  },
  metric: {
    name: 'Số đo riêng CloudWatch',
    usd: 0.3,
    per: 1,
    free: 10,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
    on: '2026-11-24',
    how: 'readElsewhere',
  },
  dashboard: {
    name: 'Bảng theo dõi CloudWatch',
    usd: 3,
    per: 1,
    free: 3,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
    on: '2026-11-24',
    how: 'readElsewhere',
  },
  cognitoUser: {
    name: 'Người đăng nhập trong tháng, Cognito Essentials',
    usd: 0.015,
    per: 1,
    free: 10_000,
    source: 'https://aws.amazon.com/cognito/pricing/ (one price in every region that was seen)',
    on: '2026-11-24',
    how: 'readElsewhere',
  },
} as const satisfies { readonly [name: string]: Price }

export type PriceName = keyof typeof prices
