/**
 * The whole system on one machine, over an open folder: the workflows taken up where they stood, and time that goes on.
 * Office folders have the real clock and their round every day; demo folders have a clock that is moved.
 */
import { randomUUID } from 'node:crypto'
import type { Links, Mailer, MovableTime, WorkflowServices } from '../../functions/services.ts'
import { startOwedRound } from '../../functions/steps/startRound.ts'
import { afterwards } from '../../functions/stores/afterwards.ts'
import type { Folder } from '../folder/folder.ts'
import type { Engine } from '../workflow/engine.ts'
import { openWorkflows } from '../workflows.ts'
import { demoTime } from './demoTime.ts'
import { keepRounds } from './rounds.ts'

export interface System {
  readonly folder: Folder
  readonly services: WorkflowServices
  readonly engine: Engine
  /** In a demo folder alone. */
  readonly movableTime?: MovableTime
  /** Ends after what is being saved; what is under way is taken up by the next start. The folder stays open. */
  close(): Promise<void>
}

/**
 * `onFault` is told of what must not happen: a bug, a full disk. Nobody knows then what still holds, so the process
 * should end; the next one takes up what was under way. `links`: where letters can name an address.
 */
export async function openSystem(
  folder: Folder,
  mailer: Mailer,
  onFault: (fault: unknown) => void,
  links?: Links,
): Promise<System> {
  const { table, clock } = folder
  const { engine, services } = await openWorkflows(
    { table, clock, mailer, ids: { next: () => randomUUID() }, ...(links ? { links } : {}) },
    { store: folder.openExecutions(), onFault },
  )
  await engine.resume()
  if (folder.kind === 'office') {
    engine.keepTime()
    const stopRounds = keepRounds(services, onFault)
    return {
      folder,
      services,
      engine,
      async close() {
        stopRounds()
        await engine.close()
      },
    }
  }
  // The process before may have died between the hour of the round and its start.
  const startRound = () => afterwards(() => startOwedRound(services))
  await startRound()
  const time = demoTime({ engine, clock: folder.clock, startRound, onFault })
  return {
    folder,
    services,
    engine,
    movableTime: time,
    async close() {
      await time.close()
      await engine.close()
    },
  }
}
