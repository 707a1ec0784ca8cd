/** The mailers of a folder without a mail server: letters are kept by whoever composes them, and stay there to be read. */
import type { Mailer } from '../../functions/services.ts'

/** Of a demo, in which the outbox page is everybody's mailbox: what stands there has arrived. */
export const demoPost: Mailer = { send: async () => undefined }

/** Of an office that has not said by which server its letters leave. */
export const outbox: Mailer = { staysInOutbox: true, send: async () => undefined }
