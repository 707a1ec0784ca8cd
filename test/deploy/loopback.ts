/** Nothing of test:deploy may ever reach a real account: whatever is spoken to stands on this machine. */

import type { Server } from 'node:net'

/** The address as it is. Throws where it leads to another machine. */
export function onLoopback(address: string): string {
  const { hostname } = new URL(address)
  if (['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return address
  throw new Error(`${address} is not on this machine: test:deploy deploys to an emulator alone`)
}

/** The free port of this machine, and of no other, on which a server now listens. */
export function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address && typeof address === 'object') resolve(address.port)
    })
  })
}
