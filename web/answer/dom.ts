/** Elements of the page behind a link: it is opened once, on a phone, and needs no framework for one form. */

type Child = Node | string | undefined

/** An element with its attributes and what is in it; what is undefined is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: { readonly [name: string]: string | undefined } = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value)
  made.append(...children.filter((child) => child !== undefined))
  return made
}

export function button(label: string, press: () => void, kind?: string): HTMLButtonElement {
  const made = element('button', { type: 'button', class: kind }, label)
  made.addEventListener('click', press)
  return made
}

/** Shows something instead of what was there, and says to whoever hears the page that it is another. */
export function show(place: HTMLElement, title: string, ...children: readonly Child[]): void {
  const heading = element('h1', { tabindex: '-1' }, title)
  place.replaceChildren(heading, ...children.filter((child) => child !== undefined))
  document.title = title
  heading.focus()
}

let fields = 0

/** A field under its label. */
export function labelled(label: string, field: HTMLElement): HTMLElement {
  fields += 1
  field.id = `o-${fields}`
  return element('div', { class: 'field' }, element('label', { for: field.id }, label), field)
}

export function line(label: string, attributes: { readonly [name: string]: string } = {}) {
  const input = element('input', { type: 'text', ...attributes })
  return { label, input, shown: labelled(label, input) }
}

export function area(label: string, attributes: { readonly [name: string]: string } = {}) {
  const input = element('textarea', { rows: '4', ...attributes })
  return { label, input, shown: labelled(label, input) }
}

export type Typed = ReturnType<typeof line> | ReturnType<typeof area>

export function select(label: string, options: readonly (readonly [value: string, name: string])[]) {
  const input = element('select', {}, ...options.map(([value, name]) => element('option', { value }, name)))
  return { label, input, shown: labelled(label, input) }
}
