/** The form behind a link: what it is about, what is answered, by whom; shown to be confirmed, sent once. */
import { written } from '../../domain/days.ts'
import type { LinkFormView, LinkReceiptView } from '../../domain/links/formView.ts'
import type { SubmissionKind } from '../../domain/links/link.ts'
import { type Asking, Refused } from './asking.ts'
import { type Contents, contentsOf, needed, Wrong } from './contents.ts'
import { area, button, element, line, show } from './dom.ts'
import { words } from './language.ts'

type Form = Extract<LinkFormView, { does: 'answer' }>

/** `refused`: what became of the link meanwhile, which is no matter of what was typed. */
export function showForm(place: HTMLElement, form: Form, asking: Asking, refused: (error: unknown) => void): void {
  const [first] = form.offers
  if (first === undefined) return
  let kind: SubmissionKind = first
  let contents: Contents = contentsOf(kind, form, asking)
  // What is typed may be lost with the page.
  addEventListener('beforeunload', keep)

  const body = element('div', {}, ...contents.shown)
  const summary = element('p')
  const tell = () => {
    summary.textContent = words.summary(words.kinds[kind], form.agency, form.office)
  }
  const choose = (chosen: SubmissionKind) => {
    kind = chosen
    contents = contentsOf(kind, form, asking)
    body.replaceChildren(...contents.shown)
    tell()
  }
  const by = {
    name: line(words.name, { autocomplete: 'name', maxlength: '100' }),
    position: line(words.position, { autocomplete: 'organization-title', maxlength: '100' }),
    telephone: line(words.telephone, { autocomplete: 'tel', inputmode: 'tel', maxlength: '30' }),
  }
  const trouble = element('div', { role: 'alert' })
  const send = button(words.send, () => submit([]), 'main')

  // The same for one content: sent again because nobody heard, it counts once.
  let sentBefore: { readonly text: string; readonly key: string } | undefined
  const keyOf = (text: string) => {
    if (sentBefore?.text !== text) sentBefore = { text, key: crypto.randomUUID() }
    return sentBefore.key
  }

  function submit(confirmed: readonly string[]): void {
    trouble.replaceChildren()
    try {
      const who = { name: needed(by.name), position: needed(by.position), telephone: needed(by.telephone) }
      const request = { by: who, submission: contents.read(confirmed) }
      send.disabled = true
      asking.submit(request, keyOf(JSON.stringify(request))).then(received, notTaken)
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      say(error.message)
      error.field?.focus()
    }
  }

  function received(receipt: LinkReceiptView): void {
    removeEventListener('beforeunload', keep)
    const { what, title, office } = receipt
    show(place, words.done, element('p', {}, words.doneWhat(what, title, office)), element('p', {}, words.doneNext))
  }

  function notTaken(error: unknown): void {
    send.disabled = false
    if (!(error instanceof Refused)) return say(words.unreachable)
    const { code, detail, errors = [], doubts = [] } = error.problem
    if (code.startsWith('link-') || code === 'nothing-to-answer') return refused(error)
    say(words.notSent, detail, ...errors.map(({ sentence }) => sentence))
    if (doubts.length === 0) return
    const codes = doubts.map((doubt) => doubt.code)
    trouble.append(button(words.sendAnyway, () => submit(codes)))
  }

  function say(...sentences: readonly string[]): void {
    trouble.replaceChildren(...[...new Set(sentences)].map((sentence) => element('p', { class: 'wrong' }, sentence)))
  }

  tell()
  show(
    place,
    form.title,
    facts(form),
    form.offers.length > 1 ? choice(form.offers, choose) : element('h2', {}, words.kinds[first]),
    body,
    element('h2', {}, words.who),
    by.name.shown,
    by.position.shown,
    by.telephone.shown,
    element('h2', {}, words.before),
    summary,
    element('p', { class: 'minor' }, words.after),
    trouble,
    send,
  )
}

function keep(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

function facts({ agency, programme, place, quote, product, due, returned, part }: Form): HTMLElement {
  const known: readonly (readonly [string, string | undefined])[] = [
    [words.agency, agency],
    [words.programme, programme],
    [words.part, part],
    [words.product, product],
    [words.due, due],
    [words.returned, returned],
    [words.basis, quote === undefined ? place : `${place}: “${quote}”`],
  ]
  const shown = known.flatMap(([name, value]) =>
    value === undefined ? [] : [element('dt', {}, name), element('dd', {}, value)],
  )
  return element('dl', {}, ...shown)
}

function choice(offers: readonly SubmissionKind[], choose: (kind: SubmissionKind) => void): HTMLElement {
  const options = offers.map((offer, index) => {
    const input = element('input', { type: 'radio', name: 'kind', ...(index === 0 ? { checked: '' } : {}) })
    input.addEventListener('change', () => choose(offer))
    return element('label', { class: 'option' }, input, ` ${words.kinds[offer]}`)
  })
  return element('fieldset', {}, element('legend', {}, words.choose), ...options)
}

/** “Không phải chúng tôi gửi”: what was sent, and the one button. */
export function showDisown(
  place: HTMLElement,
  { title, sent: { what, on, by } }: Extract<LinkFormView, { does: 'disown' }>,
  asking: Asking,
  refused: (error: unknown) => void,
): void {
  const note = area(words.disownNote, { maxlength: '1000' })
  const press = button(
    words.disown,
    () => {
      press.disabled = true
      asking
        .disown(note.input.value.trim())
        .then(
          (receipt) => show(place, words.disowned, element('p', {}, words.disownedWhat(receipt.what, receipt.office))),
          refused,
        )
    },
    'main',
  )
  show(
    place,
    words.disownTitle,
    element('p', {}, title),
    element('p', {}, words.disownWhat(what, written(on), by)),
    element('p', {}, words.disownThen),
    note.shown,
    press,
  )
}
