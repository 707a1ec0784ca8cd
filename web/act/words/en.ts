/** What every form says, in English. */
import { kindsWritten } from '../../../domain/files/kinds.ts'
import type { vi } from './vi.ts'

export const en: typeof vi = {
  send: 'Send',
  sendAnyway: 'Send all the same',
  close: 'Close',
  sending: 'Sending…',
  optional: 'optional',
  shortcut: 'Ctrl+Enter sends, Esc closes; what you typed is kept.',

  tells: (names) => `Will be told: ${names}, in the next reminder letter.`,
  tellsNobody: 'Nobody gets a letter.',
  changes: (what) => `After sending: ${what}`,

  notSent: 'Not sent yet. Everything you typed is still here.',
  missing: (label) => `“${label}” is empty. Please fill it in and send again.`,
  notADay: (label, found) =>
    `“${label}” needs a day; “${found}” cannot be read. Type it like 31/12/2015, 31-12-2015 or 311215.`,
  tooLong: (label, most) => `“${label}” is longer than ${most} characters. Please shorten it.`,
  notChosen: (label) => `“${label}” has not been chosen. Please choose and send again.`,
  dayHint: 'For example 31/12/2015',
  pickDay: (label) => `Choose the day in a calendar: ${label}`,

  conflict: 'Somebody else has just changed this',
  conflictWhat: 'Nothing was written. See below what has changed; what you typed is still in the form.',
  whenOpened: 'When you opened it',
  now: 'Now',
  nothing: '(none)',

  draftBack: (time) => `Your draft of ${time} is back.`,
  dropDraft: 'Drop the draft',

  files: 'Files',
  filesHint: `Kinds ${kindsWritten}, at most 25 MB each.`,
  pickFiles: 'Choose files',
  noSecrets: 'I have checked: these files hold no state secrets',
  waitsForWord: 'waits for your word that it holds no state secrets',
  uploading: 'being sent',
  uploaded: 'received',
  remove: (name) => `Remove file ${name}`,
  filesUnsent:
    'A file has not been received yet. Confirm that it holds no state secrets and wait for “received”, or remove it.',
  size: (kilobytes) => `${kilobytes} KB`,

  basis: 'Document it rests on',
  basisKnown: 'A document already entered',
  basisNew: 'Enter a new document',
  basisAwaited: 'Decided in a meeting, its notice is awaited',
  basisChoose: 'Choose a document',
  documentNumber: 'Number',
  documentDay: 'Issued on',
  documentIssuer: 'Issued by',
  documentTitle: 'Subject',
  meetingDay: 'Day of the meeting',
  meetingTitle: 'What was concluded',
  chooseAgency: 'Choose an agency',

  paper: (ordinal) => `Evidence ${ordinal}`,
  paperTitle: 'Name of the document or product',
  paperLevel: 'Issued at level',
  addPaper: 'Add a document',
  removePaper: (ordinal) => `Remove document ${ordinal}`,
  arrival: 'The paper that came',
  arrivalNumber: 'Arrival number',
  arrivedOn: 'Arrived on',
  scan: 'Scan',
}
