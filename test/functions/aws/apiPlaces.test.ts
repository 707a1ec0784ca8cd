/** Which function answers where: what API Gateway sends to a function must be among that function's routes. */
import { describe, expect, it } from 'vitest'
import { apiPlaces } from '../../../functions/env.ts'
import { destructionsRoutes } from '../../../functions/http/destructions.ts'
import { extractionsRoutes } from '../../../functions/http/extractions.ts'
import { filesRoutes } from '../../../functions/http/files.ts'
import { linksRoutes } from '../../../functions/http/links.ts'
import { openApiRoute } from '../../../functions/http/openapi.ts'
import { papersRoutes } from '../../../functions/http/papers.ts'
import { programmeRoutes } from '../../../functions/http/programmeRoutes.ts'
import { readingRoutes } from '../../../functions/http/readingRoutes.ts'
import type { Route } from '../../../functions/http/route.ts'
import { routes } from '../../../functions/http/routes.ts'
import { trailRoutes } from '../../../functions/http/trail.ts'
import { workbooksRoutes } from '../../../functions/http/workbooks.ts'
import { workRoutes } from '../../../functions/http/workRoutes.ts'

const routesOf: { readonly [name in keyof typeof apiPlaces]: readonly Route[] } = {
  api: workRoutes,
  programmes: programmeRoutes,
  extractions: extractionsRoutes,
  reading: readingRoutes,
  trail: [...trailRoutes, ...workbooksRoutes],
  files: filesRoutes,
  destructions: destructionsRoutes,
  links: linksRoutes,
  papers: papersRoutes,
  openapi: [openApiRoute(routes)],
}

describe.each(Object.entries(routesOf))('the function %s', (name, own) => {
  it.each(own.map(({ method, path }) => [`${method} ${path}`, path]))('is sent %s', (_, path) => {
    expect(functionAt(path)).toBe(name)
  })

  it('has a route at each of its places', () => {
    const places = Object.entries(apiPlaces).find(([one]) => one === name)?.[1] ?? []
    const unused = places.filter((place) => !own.some(({ path }) => fits(place, path)))
    expect(unused).toEqual([])
  })
})

/**
 * API Gateway v2 takes a full match before one with a greedy variable, and of several the one with the longer text before
 * it. Source: API Gateway Developer Guide, "Create routes for HTTP APIs", "Route priority".
 */
function functionAt(path: string): string | undefined {
  const places = Object.entries(apiPlaces).flatMap(([name, all]) => all.map((place): [string, string] => [name, place]))
  const greedy = (place: string) => place.endsWith('{proxy+}')
  return places
    .filter(([, place]) => fits(place, path))
    .toSorted(([, a], [, b]) => Number(greedy(a)) - Number(greedy(b)) || b.length - a.length)[0]?.[0]
}

/** A variable takes one part of the path, whatever it is called, and a greedy one all that are left, at least one. */
function fits(place: string, path: string): boolean {
  const pattern = place.replace('{proxy+}', '.+').replace(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(path)
}
