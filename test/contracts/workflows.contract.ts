/** What every driver of the workflows port answers, whatever runs the executions. */
import { describe, expect, it } from 'vitest'
import { isInstant } from '../../domain/days.ts'
import type { Workflows } from '../../functions/services.ts'

export interface Running {
  readonly workflows: Workflows
  /** The token of the task for which an execution of the machine `asks` waits, once it does. */
  token(name: string): Promise<string>
  /** Lets time pass until the task of `asks` has ended by itself: after ten minutes. */
  letTimePass(): Promise<void>
}

/** `open` runs two machines: `asks`, one task that waits for its token for ten minutes, and `fails`, which does. */
export function workflowsContract(open: () => Promise<Running>): void {
  describe('an execution', () => {
    it('that runs with the same input was started, and with another already exists', async () => {
      const { workflows } = await open()
      expect(await workflows.start('asks', 'a', { n: 1 })).toBe('started')
      expect(await workflows.start('asks', 'a', { n: 1 })).toBe('started')
      expect(await workflows.start('asks', 'a', { n: 2 })).toBe('alreadyExists')
      expect(await workflows.start('asks', 'b', { n: 2 })).toBe('started')
    })

    it('that is closed leaves its name taken', async () => {
      const { workflows, token } = await open()
      await workflows.start('asks', 'a', { n: 1 })
      await workflows.complete(await token('a'), 'look')
      await expect.poll(() => workflows.describe('asks', 'a')).toBe('SUCCEEDED')
      expect(await workflows.start('asks', 'a', { n: 1 })).toBe('alreadyExists')
    })

    it('is described by how it ended, and one that nobody started is not there', async () => {
      const { workflows } = await open()
      await workflows.start('asks', 'a', {})
      await workflows.start('fails', 'a', {})
      await expect.poll(() => workflows.describe('fails', 'a')).toBe('FAILED')
      expect(await workflows.describe('asks', 'a')).toBe('RUNNING')
      expect(await workflows.describe('asks', 'b')).toBeUndefined()
    })

    it('has a history, the newest first, without what went into its states and came out of them', async () => {
      const { workflows, token } = await open()
      await workflows.start('asks', 'a', { secret: 'Tài liệu' })
      await workflows.fail(await token('a'), 'Sai', 'lý do')
      await expect.poll(() => workflows.describe('asks', 'a')).toBe('FAILED')
      const events = (await workflows.history('asks', 'a', 100)) ?? []
      const told = events.map(({ type, state, error }) => [type, state, error])
      expect(told[0]).toEqual(['ExecutionFailed', undefined, 'Sai'])
      expect(told).toContainEqual(['TaskFailed', undefined, 'Sai'])
      expect(told).toContainEqual(['TaskStateEntered', 'Ask', undefined])
      expect(told.at(-1)).toEqual(['ExecutionStarted', undefined, undefined])
      expect(events.every(({ at }) => isInstant(at))).toBe(true)
      expect(JSON.stringify(events)).not.toContain('Tài liệu')
      expect(await workflows.history('asks', 'a', 2)).toEqual(events.slice(0, 2))
      expect(await workflows.history('asks', 'b', 100)).toBeUndefined()
    })

    it('is stopped while it runs, and only then', async () => {
      const { workflows } = await open()
      await workflows.start('asks', 'a', {})
      expect(await workflows.stop('asks', 'a')).toBe('stopped')
      await expect.poll(() => workflows.describe('asks', 'a')).toBe('ABORTED')
      expect(await workflows.stop('asks', 'a')).toBe('notRunning')
      expect(await workflows.stop('asks', 'b')).toBe('notRunning')
    })
  })

  describe('a task token', () => {
    it('is accepted once, and then the task is over', async () => {
      const { workflows, token } = await open()
      await workflows.start('asks', 'a', {})
      const waiting = await token('a')
      expect(await workflows.heartbeat(waiting)).toBe('accepted')
      expect(await workflows.complete(waiting, { what: 'look' })).toBe('accepted')
      expect(await workflows.complete(waiting, { what: 'look' })).toBe('taskTimedOut')
      expect(await workflows.heartbeat(waiting)).toBe('taskTimedOut')
    })

    it('of a failure fails the task', async () => {
      const { workflows, token } = await open()
      await workflows.start('asks', 'a', {})
      expect(await workflows.fail(await token('a'), 'Sai', 'lý do')).toBe('accepted')
      await expect.poll(() => workflows.describe('asks', 'a')).toBe('FAILED')
    })

    it('of a task that ended by its time, or whose execution was stopped, is answered and thrown for nobody', async () => {
      const { workflows, token, letTimePass } = await open()
      await workflows.start('asks', 'a', {})
      const late = await token('a')
      await letTimePass()
      await workflows.start('asks', 'b', {})
      const stopped = await token('b')
      await workflows.stop('asks', 'b')
      for (const one of [late, stopped]) {
        expect(['taskTimedOut', 'taskDoesNotExist']).toContain(await workflows.complete(one, 'look'))
      }
    })
  })
}
