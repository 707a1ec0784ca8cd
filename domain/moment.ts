/** A moment as a field of what is sent and answered. */
import * as z from 'zod/mini'
import { type Instant, isInstant } from './days.ts'

export const Moment = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value), 'instant')
