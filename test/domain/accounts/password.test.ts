import { expect, it } from 'vitest'
import { passwordProblem } from '../../../domain/accounts/password.ts'

const person = { id: 'tran-thi-mau', name: 'Trần Thị Mẫu', mailbox: 'ttmau@example.com' }
const codeOf = (password: string, before?: string) => passwordProblem(password, person, before)?.code ?? 'yes'

it.each([
  ['mưa chiều rơi trên mái ngói', 'yes'],
  ['con mèo ngồi đếm sao', 'yes'],
  ['        ba cái ghế        ', 'yes'],
  ['Xk7#pQ2m!vRz', 'yes'],
  ['春眠不觉晓处处闻啼鸟夜来风雨声', 'yes'],
  ['ngắn quá', 'password-too-short'],
  ['', 'password-too-short'],
  ['👍👍👍👍👍👍', 'password-too-short'],
  ['aaaaaaaaaaaaaaaa', 'password-common'],
  ['abababababababab', 'password-common'],
  ['123456789012', 'password-common'],
  ['0987654321098', 'password-common'],
  ['qwertyuiopasdf', 'password-common'],
  ['1q2w3e4r5t6y', 'password-common'],
  ['matkhau123456', 'password-common'],
  ['Mật khẩu 2026!!', 'password-common'],
  ['P@ssw0rd12345', 'password-common'],
  ['Password2026!', 'password-common'],
  ['administrator1', 'password-common'],
  ['ubndtphcm2026', 'password-common'],
  ['Thành ủy 2012 VN', 'password-common'],
  ['anhyeuem123456', 'password-common'],
  ['Đôn Đốc 28/2012', 'password-common'],
  ['Trần Thị Mẫu 1980', 'password-personal'],
  ['tran-thi-mau', 'password-personal'],
  ['ttmau@example.com', 'password-personal'],
  ['ttmauttmau2026', 'password-personal'],
])('%j: %s', (password, code) => {
  expect(codeOf(password)).toBe(code)
})

it('the one in force is no new one, however its letters are composed', () => {
  const before = 'mưa chiều rơi trên mái ngói'
  expect(codeOf(before.normalize('NFD'), before)).toBe('password-unchanged')
  expect(codeOf(`${before} cũ`, before)).toBe('yes')
})
