/** Lets everything else in the process have its turn: whoever works long without waiting for the world does so now and then. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
