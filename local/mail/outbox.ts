/** The mailer of a folder without a mail server: letters are kept by whoever composes them, and stay there to be read. */
import type { Mailer } from '../../functions/services.ts'

export const outbox: Mailer = { send: async () => {} }
