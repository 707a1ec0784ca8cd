/**
 * Who it is that uses an account of several people: said with what is handed in, by a header that holds no Vietnamese and
 * so takes it encoded.
 */
let doing: string | undefined

/** Whatever is asked meanwhile is asked by this one of them. */
export async function asDoer<Answer>(name: string | undefined, send: () => Promise<Answer>): Promise<Answer> {
  doing = name
  try {
    return await send()
  } finally {
    doing = undefined
  }
}

export function doerHeader(): { readonly 'dondoc-doer'?: string } {
  return doing === undefined ? {} : { 'dondoc-doer': encodeURIComponent(doing) }
}
