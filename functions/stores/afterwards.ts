/** What follows from a change that is recorded already: it must not make the change look refused. */
import { TableBusy, UnknownOutcome, WorkflowsBusy } from '../services.ts'

const attempts = 3

/**
 * Tries a few times, and leaves what could not be done to the next round, which finds it: the act itself stands, and
 * whoever was told that it failed would only repeat it.
 */
export async function afterwards(run: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      await run()
      return
    } catch (error) {
      if (!isPassing(error)) throw error
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof TableBusy || error instanceof UnknownOutcome || error instanceof WorkflowsBusy
}
