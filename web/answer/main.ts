/**
 * The page behind every link of a letter. It shows nothing of anything until a person presses the button: programs that
 * follow the addresses of letters see the same page for all of them. The token stands behind `#`, which no browser sends,
 * and leaves the address with the first press.
 */
import './answer.css'
import { type Asking, askingBy, Refused } from './asking.ts'
import { button, element, show } from './dom.ts'
import { showDisown, showForm } from './form.ts'
import { otherLanguage, speakOther, words } from './language.ts'

const found = document.getElementById('trang')
if (!found) throw new Error('tra-loi.html has no place for the form')
const place = found

const token = location.hash.slice(1)
if (token === '') show(place, words.title, element('p', {}, words.noLink), signIn())
else begin(askingBy(token))

function begin(asking: Asking): void {
  const open = button(words.open, () => press(), 'main')
  const trouble = element('p', { role: 'alert', class: 'wrong' })
  const press = () => {
    open.disabled = true
    history.replaceState(null, '', location.pathname)
    const refused = (error: unknown) => showRefused(asking, error)
    asking.open().then(
      (form) =>
        form.does === 'answer' ? showForm(place, form, asking, refused) : showDisown(place, form, asking, refused),
      (error: unknown) => {
        if (error instanceof Refused) return refused(error)
        open.disabled = false
        trouble.textContent = words.unreachable
      },
    )
  }
  const other = button(words.otherLanguage, speakOther)
  other.lang = otherLanguage
  show(place, words.title, element('p', {}, words.neutral), open, trouble, other)
}

/** Why the link opens nothing, and where its mailbox may have another one. */
function showRefused(asking: Asking, error: unknown): void {
  if (!(error instanceof Refused)) {
    show(place, words.title, element('p', { class: 'wrong' }, words.unreachable))
    return
  }
  const { code, detail } = error.problem
  const isRenewable = code === 'link-expired' || code === 'link-withdrawn' || code === 'link-used'
  const answer = element('p', { role: 'status' })
  const renew = button(words.renew, () => {
    renew.disabled = true
    asking.renew().then(
      (mailbox) => {
        answer.textContent = words.renewed(mailbox)
      },
      (refused: unknown) => {
        answer.textContent = refused instanceof Refused ? refused.message : words.unreachable
      },
    )
  })
  show(place, words.title, element('p', {}, detail), isRenewable ? renew : undefined, answer, signIn())
}

function signIn(): HTMLElement {
  return element('p', {}, element('a', { href: '/' }, words.signIn))
}
