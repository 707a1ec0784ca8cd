/**
 * No operation of ours streams events. Bundles put this in the place of `@smithy/core/event-streams`, which every client
 * of the SDK brings along: 20 KB of each function.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('An operation that streams events was called, and its code is in no bundle')
  }
}

export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config
}

export function eventStreamSerdeProvider(): never {
  throw new Error('An operation that streams events was called, and its code is in no bundle')
}
