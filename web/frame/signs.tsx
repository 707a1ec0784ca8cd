/** Small drawings beside words: they repeat what the word says for whoever looks quickly, and are hidden from others. */
import type { ReactNode } from 'react'

const drawings = {
  done: <path d="M3 8.5l3.5 3.5L13 5" />,
  running: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 5v3.2l2.2 1.6" />
    </>
  ),
  late: (
    <>
      <path d="M8 2.5L14.5 13.5h-13z" />
      <path d="M8 6.5v3.2M8 11.6v.2" />
    </>
  ),
  waiting: (
    <path d="M4.5 2.5h7M4.5 13.5h7M5 2.5c0 4 6 4 6 5.5s-6 1.500-6 5.500M11 2.500c0 4-6 4-6 5.500s6 1.500 6 5.500" />
  ),
  continuous: <path d="M3 8a5 5 0 018.700-3.300M13 8a5 5 0 01-8.700 3.300M11.500 2v3H8.700M4.500 14v-3h2.800" />,
  conditional: <path d="M8 2l6 6-6 6-6-6z" />,
  stopped: <rect x="3.500" y="3.500" width="9" height="9" rx="1" />,
  old: <path d="M3 4h10M3 8h10M3 12h6" />,
  desk: <path d="M2 6h12M3 6v7M13 6v7M6 6V3h4v3" />,
  overview: <path d="M2.500 13.500v-5M6.200 13.500v-9M9.800 13.500v-6M13.500 13.500v-11" />,
  tasks: <path d="M2.500 4l1 1 2-2M7.500 4h6M2.500 8.500l1 1 2-2M7.500 8.500h6M2.500 13l1 1 2-2M7.500 13h6" />,
  cycles: <path d="M3 8a5 5 0 019-3M13 8a5 5 0 01-9 3M12 2v3H9M4 14v-3h3" />,
  targets: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  calendar: <path d="M2.500 4h11v9.500h-11zM2.500 7h11M5.500 2v3M10.500 2v3" />,
  trail: <path d="M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2" />,
  admin: <path d="M2.500 4.500h11M2.500 11.500h11M6 2.500v4M10.500 9.500v4" />,
  find: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="M10.500 10.500L14 14" />
    </>
  ),
  more: <path d="M3 8h.2M8 8h.2M13 8h.2" />,
  unclear: <path d="M5.500 5.500c0-3.500 5-3.500 5 0 0 2-2.500 2-2.500 4.200M8 12.800v.2" />,
  likely: <path d="M3 12l4-4 2 2 4-5M10 5h3v3" />,
  unlikely: <path d="M3 4l4 4 2-2 4 5M13 8v3h-3" />,
  letters: <path d="M2 4h12v8.500H2zM2 4.500l6 4.500 6-4.500" />,
} satisfies { readonly [name: string]: ReactNode }

export type SignName = keyof typeof drawings

export function Sign({ name }: { readonly name: SignName }) {
  return (
    <svg className="sign" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  )
}
