/**
 * What people call a browser, of the line by which it calls itself: "Chrome trên Windows" is known again, "Mozilla/5.0
 * (Windows NT 10.0; …" is not. What says nothing known stays as it is.
 */
export function browserName(agent: string, on: (browser: string, system: string) => string): string {
  const browser = browsers.find(([, mark]) => mark.test(agent))?.[0]
  const system = systems.find(([, mark]) => mark.test(agent))?.[0]
  if (browser === undefined) return agent
  return system === undefined ? browser : on(browser, system)
}

/** The first that fits: each calls itself by the names of those before it too. */
const browsers: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Cốc Cốc', /coc_coc_browser/],
  ['Edge', /\bEdg(?:A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
]

const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
]
