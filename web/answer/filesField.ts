/** Files and photographs: each is sent as soon as it is chosen. */
import { type Asking, Refused } from './asking.ts'
import { button, element } from './dom.ts'
import { words } from './language.ts'

export interface FilesField {
  readonly shown: HTMLElement
  /** The ids of what was received; undefined while something is still on its way. */
  received(): readonly string[] | undefined
  /** The name of the first that was chosen, without its ending. */
  firstName(): string | undefined
}

interface Chosen {
  readonly name: string
  state: 'sending' | 'received' | 'refused'
  id?: string
}

export function filesField(asking: Asking): FilesField {
  const chosen = new Set<Chosen>()
  const list = element('ul', { class: 'files', 'aria-live': 'polite' })
  const picker = element('input', {
    type: 'file',
    multiple: '',
    hidden: '',
    accept: '.pdf,.docx,.xlsx,.txt,image/png,image/jpeg',
  })
  const pick = button(words.pick, () => picker.click())
  picker.addEventListener('change', () => {
    for (const file of picker.files ?? []) take(file)
    picker.value = ''
  })

  function take(file: File): void {
    const one: Chosen = { name: file.name, state: 'sending' }
    chosen.add(one)
    const state = element('span', { class: 'minor' }, words.sending)
    const remove = button('×', () => {
      chosen.delete(one)
      row.remove()
    })
    remove.setAttribute('aria-label', words.remove(file.name))
    const row = element('li', {}, `${file.name}, `, state, remove)
    list.append(row)
    asking.upload(file).then(
      (id) => {
        one.id = id
        one.state = 'received'
        state.textContent = words.received
      },
      (error: unknown) => {
        one.state = 'refused'
        state.className = 'wrong'
        state.textContent = error instanceof Refused ? error.message : words.unreachable
      },
    )
  }

  return {
    shown: element(
      'div',
      {},
      element('p', { class: 'above' }, words.files),
      pick,
      picker,
      element('p', { class: 'minor' }, words.secrecy),
      list,
    ),
    received() {
      if ([...chosen].some(({ state }) => state === 'sending')) return undefined
      return [...chosen].flatMap(({ id }) => id ?? [])
    },
    firstName: () => [...chosen][0]?.name.replace(/\.\w+$/, ''),
  }
}
