/**
 * Executions that nobody keeps, for rehearsals in memory. As in SQLite, what was saved is apart from what the engine
 * has in its hands, so that a process which dies in a rehearsal leaves what it had saved and nothing else.
 */
import {
  dueMs,
  type Execution,
  type HistoryEvent,
  inHand,
  isBusy,
  type NewExecution,
  newExecution,
  type Thread,
} from '../workflow/execution.ts'
import { type ListFilter, pageOf, type Store, type Summary } from '../workflow/store.ts'
import { addedTotals, type Totals } from '../workflow/totals.ts'

/** A store in memory. What is due is found by looking through what runs: dozens in a rehearsal, not thousands. */
export function memoryExecutions(): Store {
  const kept = new Map<number, Kept>()
  const running = new Set<Kept>()
  const byName = new Map<string, Kept>()
  const definitions = new Map<unknown, number>()
  let forgotten: readonly Totals[] = []
  let last = 0
  /** What the transaction under way has written, which comes to be when it has ended well. */
  let staged: (() => void)[] = []
  /** New executions are there at once, for whoever asks within the transaction, and are taken back if it fails. */
  let inserted: Kept[] = []

  function forget(one: Kept): void {
    forgotten = addedTotals([...forgotten, totalsOf(one, 0)])
    drop(one)
  }

  function drop(one: Kept): void {
    kept.delete(one.saved.id)
    running.delete(one)
    if (byName.get(nameOf(one.row)) === one) byName.delete(nameOf(one.row))
  }

  return {
    transaction(work) {
      staged = []
      inserted = []
      try {
        work()
      } catch (error) {
        for (const one of inserted) drop(one)
        throw error
      }
      for (const write of staged) write()
    },
    definition(json) {
      const id = definitions.get(json) ?? definitions.size + 1
      definitions.set(json, id)
      return id
    },
    insert(row) {
      last += 1
      const execution = newExecution(last, row)
      const one: Kept = { row, saved: savedOf(execution), threads: new Map(), events: [], transitions: 0 }
      kept.set(one.saved.id, one)
      byName.set(nameOf(row), one)
      running.add(one)
      inserted.push(one)
      return execution
    },
    load(id) {
      const one = kept.get(id)
      return one && { ...newExecution(id, one.row), ...one.saved, ...inHand(Array.from(one.threads.values(), copied)) }
    },
    save(execution) {
      const { unsaved } = execution
      const saved = savedOf(execution)
      const events = unsaved.events.splice(0)
      const removed = [...unsaved.removed]
      const threads = [...unsaved.threads].flatMap((number) => execution.threads.get(number) ?? []).map(copied)
      unsaved.removed.clear()
      unsaved.threads.clear()
      staged.push(() => {
        const one = kept.get(saved.id)
        if (!one) return
        one.saved = saved
        for (const number of removed) one.threads.delete(number)
        for (const thread of threads) one.threads.set(thread.id, thread)
        for (const event of events) one.events.push(event)
        one.transitions += events.filter(({ type }) => type.endsWith('StateEntered')).length
        if (saved.status !== 'RUNNING') running.delete(one)
      })
    },
    summary(stateMachine, name) {
      const one = byName.get(nameOf({ stateMachine, name }))
      return one && summaryOf(one)
    },
    summaryOf(id) {
      const one = kept.get(id)
      return one && summaryOf(one)
    },
    list({ stateMachine, status, before, limit }: ListFilter) {
      const wanted = [...kept.values()].filter(
        ({ row, saved }) =>
          saved.id < before &&
          (stateMachine === undefined || row.stateMachine === stateMachine) &&
          (status === undefined || saved.status === status),
      )
      return wanted.slice(-limit).reverse().map(summaryOf)
    },
    events: (id, page) => pageOf(kept.get(id)?.events ?? [], page),
    nextDueMs() {
      let next = Number.POSITIVE_INFINITY
      for (const { row, threads } of running) {
        next = Math.min(next, row.deadlineMs)
        for (const thread of threads.values()) next = Math.min(next, dueMs(thread) ?? next)
      }
      return Number.isFinite(next) ? next : undefined
    },
    due(ms, limit) {
      const threads: { readonly atMs: number; readonly execution: number; readonly thread: number }[] = []
      const over: Kept[] = []
      for (const one of running) {
        if (one.row.deadlineMs <= ms) over.push(one)
        for (const thread of one.threads.values()) {
          const atMs = dueMs(thread)
          if (atMs !== null && atMs <= ms) threads.push({ atMs, execution: one.saved.id, thread: thread.id })
        }
      }
      threads.sort((a, b) => a.atMs - b.atMs || a.execution - b.execution || a.thread - b.thread)
      over.sort((a, b) => a.row.deadlineMs - b.row.deadlineMs || a.saved.id - b.saved.id)
      return { threads: threads.slice(0, limit), executions: over.slice(0, limit).map(({ saved }) => saved.id) }
    },
    interrupted() {
      const busy = [...kept.values()].filter(({ saved, threads }) =>
        saved.status === 'RUNNING' ? [...threads.values()].some(isBusy) : !saved.told,
      )
      return busy.map(({ saved }) => saved.id)
    },
    started: () =>
      Array.from(running).flatMap(({ row: { startedBy }, saved: { id } }) =>
        startedBy === null ? [] : [{ id, startedBy }],
      ),
    endedBefore(beforeMs, limit) {
      const ended = [...kept.values()].filter(({ saved }) => saved.stoppedMs !== null && saved.stoppedMs < beforeMs)
      return ended.slice(0, limit).map(({ saved }) => saved.id)
    },
    archive(ids) {
      const ended = ids.flatMap((id) => kept.get(id) ?? [])
      staged.push(() => ended.forEach(forget))
    },
    archived: () => undefined,
    totals: (nowMs) => addedTotals([...forgotten, ...[...kept.values()].map((one) => totalsOf(one, nowMs))]),
    close() {},
  }
}

interface Kept {
  readonly row: NewExecution
  saved: Saved
  readonly threads: Map<number, Thread>
  readonly events: HistoryEvent[]
  transitions: number
}

type Saved = Pick<
  Execution,
  'id' | 'told' | 'status' | 'stoppedMs' | 'output' | 'error' | 'cause' | 'lastThread' | 'lastEvent'
>

function savedOf(execution: Execution): Saved {
  const { id, told, status, stoppedMs, output, error, cause, lastThread, lastEvent } = execution
  return { id, told, status, stoppedMs, output, error, cause, lastThread, lastEvent }
}

/** What a thread holds is replaced, never changed, but for its variables and the counts of its retries. */
function copied(thread: Thread): Thread {
  return { ...thread, variables: { ...thread.variables }, retries: thread.retries && [...thread.retries] }
}

function nameOf({ stateMachine, name }: Pick<Summary, 'stateMachine' | 'name'>): string {
  return `${stateMachine}:${name}`
}

function summaryOf({ row, saved }: Kept): Summary {
  return { ...row, ...saved }
}

function totalsOf({ row, saved, transitions }: Kept, nowMs: number): Totals {
  const longestMs = (saved.stoppedMs ?? nowMs) - row.startedMs
  return { stateMachine: row.stateMachine, executions: 1, transitions, mostEvents: saved.lastEvent, longestMs }
}
