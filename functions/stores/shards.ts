/**
 * What mailboxes are owed is spread over a few partitions, so that a morning with ten thousand letters does not meet at
 * one: a DynamoDB partition takes 1,000 writes a second, and lines are laid out by whatever tasks owe them. The queues
 * are walked one place after another, so that spreading them would give no more at once.
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
