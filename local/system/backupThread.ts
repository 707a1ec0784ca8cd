/** The thread that copies a folder (backups.ts). */
import { workerData } from 'node:worker_threads'
import * as z from 'zod/mini'
import { copyFolder } from '../folder/folder.ts'

const { folder, to } = z.strictObject({ folder: z.string(), to: z.string() }).parse(workerData)
copyFolder(folder, to)
