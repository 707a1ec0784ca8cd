/** What a browser sends along by itself; a file of its own, because the pages' function needs nothing else. */

export const sessionCookie = 'dondoc-session'

/** API Gateway lists cookies apart from the headers. */
export function cookieIn(
  { cookies = [] }: { readonly cookies?: readonly string[] | undefined },
  name: string,
): string | undefined {
  const prefix = `${name}=`
  return cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length)
}
