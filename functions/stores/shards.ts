/**
 * The queues of reminders and letters are spread over a few partitions, so that a morning with ten thousand letters does
 * not meet at one (a DynamoDB partition takes 1,000 writes a second). What the other queues hold moves by hundreds.
 */
export const shards = 4

/** FNV-1a: the same shard for a name for ever, on every host. */
export function shardOf(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0) % shards
}

export function shardName(queue: 'REMIND' | 'OWED', shard: number): string {
  return `${queue}#${shard}`
}
