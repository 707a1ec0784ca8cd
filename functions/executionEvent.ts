/** An event of an execution as it is told, of what GetExecutionHistory gives, on AWS and by the embedded engine alike. */
import type { Instant } from '../domain/days.ts'
import type { ExecutionEvent } from './services.ts'

/** Beside its number, type and time an event has one field, named by its type, in which what is to be told stands. */
export function executionEvent(type: string, at: Instant, details: object): ExecutionEvent {
  const { name, error }: { readonly name?: unknown; readonly error?: unknown } = Object(Object.values(details)[0])
  const isOfState = /State(?:Entered|Exited)$/.test(type)
  return {
    type,
    at,
    ...(isOfState && typeof name === 'string' ? { state: name } : {}),
    ...(typeof error === 'string' ? { error } : {}),
  }
}
