/** What an office says of itself when it begins or moves: its address, its mail server. Secrets come from the environment. */

/** The password of the mail server; undefined where it asks for none. It is read each time, and kept nowhere. */
export function mailPassword(): string | undefined {
  return process.env['DONDOC_SMTP_PASSWORD'] || undefined
}

/** Why the text is no address that people can type; undefined for one that is. */
export function publicUrlProblem(text: string): string | undefined {
  const url = URL.parse(text)
  const plain = url && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  if (!plain || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return `Địa chỉ công khai có dạng https://ten-may/, không kèm đường dẫn; ở đây ghi “${text}”. Hãy ghi lại.`
  }
  if (url.protocol === 'http:' && !isLoopbackName(url.hostname)) {
    return `Địa chỉ công khai phải bắt đầu bằng https:// để mật khẩu và nội dung không đi dạng rõ; ở đây ghi “${text}”. Hãy ghi lại.`
  }
  return undefined
}

/** Names and addresses by which a machine calls itself. */
export function isLoopbackName(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}
