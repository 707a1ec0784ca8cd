/**
 * From where a change comes: the address of the request, for the trail. It goes beside the call and not through it: some
 * hundred functions stand between the door and the event, and none of them has any use for it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const addresses = new AsyncLocalStorage<string>()

/** Whatever is recorded while this runs came from the address. */
export function comingFrom<Answer>(address: string, run: () => Answer): Answer {
  return addresses.run(address, run)
}

/** The address; undefined where no request asked: the round, the command line. */
export function whence(): string | undefined {
  return addresses.getStore()
}
