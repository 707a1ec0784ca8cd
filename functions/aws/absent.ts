/** A port that a function was not given: it can be passed on, and tells why it is not there when it is used. */
export function absent<Port extends object>(why: string): Port {
  const refuse = () => {
    throw new Error(why)
  }
  // Nothing of the port is there, and everything that is asked of it is answered with the reason.
  return new Proxy({}, { get: refuse }) as Port
}
