/** The trail and the seals of an archive, proved where it lies: the same proof as that of a data folder. */
import type { Flaw } from '../../domain/trail/chain.ts'
import { verifyAll } from '../steps/verifyTrail.ts'
import { clockAt, type Manifest } from './manifest.ts'
import type { Archive } from './readArchive.ts'

export interface Proof {
  readonly seals: Manifest['seals']
  readonly events: number
  readonly flaws: readonly Flaw[]
}

/** With the heads of its seals as the manifest says them, and whatever anchors somebody kept elsewhere. */
export async function proveArchive(archive: Archive, anchors: readonly string[] = []): Promise<Proof> {
  const { manifest, table } = archive
  const told = manifest.seals.map(({ hash }) => hash)
  const { programmes, flaws } = await verifyAll({ table, clock: clockAt(manifest.at) }, archive, [...told, ...anchors])
  return {
    seals: programmes.flatMap(({ programme, anchor }) => (anchor === null ? [] : [{ programme, hash: anchor }])),
    events: programmes.reduce((sum, { events }) => sum + events, 0),
    flaws: [...programmes.flatMap((one) => one.flaws), ...flaws],
  }
}
