import { expect, it } from 'vitest'
import { onLoopback } from './loopback.ts'

it.each(['http://127.0.0.1:4566', 'http://localhost:4566', 'http://[::1]:4566'])('%s is on this machine', (address) => {
  expect(onLoopback(address)).toBe(address)
})

it.each([
  'https://sts.ap-southeast-1.amazonaws.com',
  'http://127.0.0.1.example.com',
  'http://localhost@example.com',
  'http://10.0.0.1:4566',
  '',
])('nothing is deployed to “%s”', (address) => {
  expect(() => onLoopback(address)).toThrow()
})
