/** The API of the system on one machine: its services, its people and their sessions. */
import { apiHandler } from '../../functions/http/api.ts'
import type { ApiHandler } from '../../functions/http/handlerOf.ts'
import { limitsOf } from '../../functions/middleware/limits.ts'
import type { Files } from '../../functions/services.ts'
import { FolderFault } from '../folder/folderFault.ts'
import { demoIdentity, readDemoPeople, registerDemoPeople } from '../identity/demoPeople.ts'
import { officeIdentity } from '../identity/officeAccounts.ts'
import { StorageFault } from '../sqlite/storageFault.ts'
import type { System } from '../system/system.ts'
import type { OnFailure } from './server.ts'

export async function apiOf(
  system: System,
  files: Files,
  onFailure: OnFailure,
  trustedRanges: readonly string[] = [],
): Promise<ApiHandler> {
  const { folder, services, movableTime } = system
  if (folder.kind === 'demo') {
    const people = readDemoPeople()
    // It is the product's own file, and a test reads it; a demo without its people can still be looked at.
    if (!('problems' in people)) await registerDemoPeople(services, people)
  }
  const identity = folder.kind === 'demo' ? demoIdentity(services) : officeIdentity(services)
  return apiHandler(
    { ...services, identity, files, ...(movableTime ? { movableTime } : {}) },
    { onFault: onFailure, explain, limits: limitsOf({ trustedRanges }) },
  )
}

/** What is wrong with the machine, in the words for whoever keeps it. */
function explain(error: unknown): string | undefined {
  return error instanceof StorageFault || error instanceof FolderFault ? error.message : undefined
}
