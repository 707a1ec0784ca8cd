/** What is read from files that were handed in: on AWS a function of its own, with the files' bucket and the readers. */
import { annexesRoutes } from './annexes.ts'
import type { Route } from './route.ts'

export const readingRoutes: readonly Route[] = [...annexesRoutes]
