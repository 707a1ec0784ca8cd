/** The API of the system on one machine: its services, its people and their sessions. */
import { apiHandler } from '../../functions/http/api.ts'
import type { ApiHandler } from '../../functions/http/handlerOf.ts'
import { limitsOf } from '../../functions/middleware/limits.ts'
import type { Backups, Files, HttpServices, Identity } from '../../functions/services.ts'
import { officeKept } from '../../functions/stores/office.ts'
import { FolderFault } from '../folder/folderFault.ts'
import { demoIdentity, readDemoPeople, registerDemoPeople } from '../identity/demoPeople.ts'
import { officeIdentity } from '../identity/officeAccounts.ts'
import { issuerIdentity } from '../identity/officeIssuer.ts'
import { StorageFault } from '../sqlite/storageFault.ts'
import type { System } from '../system/system.ts'
import type { OnFailure } from './server.ts'

interface ApiOptions {
  readonly trustedRanges?: readonly string[] | undefined
  /** What people type, where it is not what the office's settings say. */
  readonly publicUrl?: string | undefined
  /** Where copies of the folder are kept. */
  readonly backups?: Backups | undefined
}

export async function apiOf(
  system: System,
  files: Files,
  onFailure: OnFailure,
  { trustedRanges = [], publicUrl, backups }: ApiOptions = {},
): Promise<ApiHandler> {
  const { folder, services, movableTime } = system
  if (folder.kind === 'demo') {
    const people = readDemoPeople()
    // It is the product's own file, and a test reads it; a demo without its people can still be looked at.
    if (!('problems' in people)) await registerDemoPeople(services, people)
  }
  const identity = folder.kind === 'demo' ? demoIdentity(services) : await identityOf(services, publicUrl)
  return apiHandler(
    { ...services, identity, files, ...(movableTime ? { movableTime } : {}), ...(backups ? { backups } : {}) },
    { onFault: onFailure, explain, limits: limitsOf({ trustedRanges }) },
  )
}

/** The issuer that the office named; otherwise its own accounts. */
async function identityOf(services: Pick<HttpServices, 'table' | 'clock'>, publicUrl?: string): Promise<Identity> {
  const { issuer, publicUrl: kept } = (await officeKept(services.table))?.settings ?? {}
  return issuer ? issuerIdentity(services, issuer, publicUrl ?? kept) : officeIdentity(services)
}

/** What is wrong with the machine, in the words for whoever keeps it. */
function explain(error: unknown): string | undefined {
  return error instanceof StorageFault || error instanceof FolderFault ? error.message : undefined
}
