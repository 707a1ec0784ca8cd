/** What the window of somebody's account says. */
const vi = {
  title: 'Tài khoản',
  set: (moment: string) => `Đã đặt mật khẩu riêng lúc ${moment}.`,
  unset: 'Chưa có mật khẩu riêng.',
  elsewhere: 'Mật khẩu không giữ ở hệ thống này.',
  firstUntil: (moment: string) => `Mật khẩu cấp lần đầu còn dùng được đến ${moment}.`,
  sessions: (count: number) =>
    count === 0 ? 'Không có phiên làm việc nào đang mở.' : `Phiên làm việc đang mở: ${count}.`,
  give: 'Cấp mật khẩu lần đầu',
  giveAgain: 'Cấp lại mật khẩu lần đầu',
  giveHint: 'Cấp lại thì mật khẩu đang dùng và các phiên đang mở hết hiệu lực. Việc cấp được ghi vào nhật ký.',
  given: (name: string, until: string) =>
    `Chuyển tận tay mật khẩu dưới đây, không hiện lại. Tên đăng nhập: ${name}. Dùng một lần, đến ${until}, để đặt mật khẩu riêng:`,
  end: 'Kết thúc mọi phiên làm việc',
  ended: 'Đã kết thúc mọi phiên làm việc của người này.',
}

const en: typeof vi = {
  title: 'Account',
  set: (moment) => `A password of their own was set at ${moment}.`,
  unset: 'No password of their own yet.',
  elsewhere: 'Passwords are not kept by this system.',
  firstUntil: (moment) => `The first password can be used until ${moment}.`,
  sessions: (count) => (count === 0 ? 'No open session.' : `Open sessions: ${count}.`),
  give: 'Give a first password',
  giveAgain: 'Give a first password again',
  giveHint: 'Given again, it ends the password in use and the open sessions. The trail says that it was given.',
  given: (name, until) =>
    `Hand over the password below in person; it is not shown again. Name: ${name}. It holds once, until ${until}, to set a password of one’s own:`,
  end: 'End all sessions',
  ended: 'All sessions of this person have ended.',
}

export const accountActWords = { vi, en }
