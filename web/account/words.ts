/** What the page of one's own account says. */
const vi = {
  title: 'Tài khoản của tôi',
  positions: 'Chức vụ',
  acting: (person: string) => `theo ủy quyền của ${person}`,
  sessions: 'Phiên làm việc đang mở',
  sessionsHint: 'Thấy phiên không phải của mình thì kết thúc phiên ấy và đổi mật khẩu, hoặc báo người quản trị.',
  begun: 'Đăng nhập lúc',
  ends: 'Kết thúc lúc, nếu không làm việc tiếp',
  from: 'Địa chỉ',
  browser: 'Trình duyệt',
  browserOn: (browser: string, system: string) => `${browser} trên ${system}`,
  here: 'phiên này',
  end: 'Kết thúc',
  endOthers: 'Kết thúc mọi phiên khác',
  ended: 'Đã kết thúc.',
  password: 'Đổi mật khẩu',
  current: 'Mật khẩu đang dùng',
  change: 'Đổi mật khẩu',
  changed: 'Đã đổi mật khẩu; các phiên làm việc khác đã kết thúc.',
}

const en: typeof vi = {
  title: 'My account',
  positions: 'Positions',
  acting: (person) => `delegated by ${person}`,
  sessions: 'Open sessions',
  sessionsHint: 'If one is not yours, end it and change your password, or tell the administrator.',
  begun: 'Signed in',
  ends: 'Ends, unless work goes on',
  from: 'Address',
  browser: 'Browser',
  browserOn: (browser, system) => `${browser} on ${system}`,
  here: 'this one',
  end: 'End',
  endOthers: 'End all others',
  ended: 'Ended.',
  password: 'Change the password',
  current: 'Password in use',
  change: 'Change the password',
  changed: 'The password was changed; other sessions have ended.',
}

export const accountWords = { vi, en }
