/**
 * The door to AWS: a program of functions/aws, started as a process of its own. Nothing of the one-machine host imports
 * it, and what it is told and answers is plain data (functions/moving/order.ts).
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Outcome, Progress } from '../../functions/moving/moved.ts'
import type { Order, Said } from '../../functions/moving/order.ts'
import type { Problem } from './refuse.ts'

const program = fileURLToPath(new URL('../../functions/aws/moving/program.ts', import.meta.url))

/** Carries out the order on AWS; what cannot be done there is a problem with its sentence. What nobody expected is thrown. */
export async function moveOnAws(order: Order, told: Progress): Promise<Outcome | Refused> {
  const { promise, resolve, reject } = Promise.withResolvers<Said>()
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.on('message', (message) => {
    // Our own program speaks here, and nobody else has the channel.
    const said = message as Said
    if ('progress' in said) told(...said.progress)
    else resolve(said)
  })
  child.once('error', reject)
  child.once('exit', (code, signal) => reject(new Error(`The program that moves on AWS ended with ${signal ?? code}`)))
  child.send(order)
  const said = await promise
  if ('moved' in said) return said.moved
  if ('refused' in said) return { problems: [said.refused] }
  if ('flaws' in said) return said
  throw new Error('failed' in said ? said.failed : 'The program that moves on AWS only told how far it came')
}

interface Refused {
  readonly problems: readonly Problem[]
}
