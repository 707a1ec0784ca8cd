/**
 * What the functions on AWS and whoever deploys them have to agree on, as plain data: it imports nothing, and nothing else
 * of functions/ is imported by infra/.
 */

/**
 * Which function of functions/aws/lambda answers at which places of the HTTP API (paths of API Gateway v2 routes, of which
 * the most specific wins). One function for everything would load the clients, the rules and the documents of all with
 * each cold start, and could touch the files' bucket whatever it was asked.
 */
export const apiPlaces = {
  api: ['/api/{proxy+}'],
  programmes: [
    '/api/agencies/{agency}/reorganisation',
    '/api/agencies/{agency}/reorganisation/preview',
    '/api/calendar',
    '/api/calendar/{proxy+}',
    '/api/launches',
    '/api/launches/{proxy+}',
    '/api/programmes/{programme}/documents',
    '/api/programmes/{programme}/documents/{proxy+}',
    '/api/programmes/{programme}/end',
    '/api/programmes/{programme}/givings',
    '/api/programmes/{programme}/observations',
    '/api/programmes/{programme}/settings',
    '/api/programmes/{programme}/settings/{proxy+}',
    '/api/programmes/{programme}/targets',
    '/api/programmes/{programme}/targets/{proxy+}',
  ],
  extractions: ['/api/extractions', '/api/extractions/{proxy+}'],
  reading: ['/api/annexes/{proxy+}', '/api/programmes/{programme}/annexes'],
  trail: [
    '/api/people/{person}/events',
    '/api/programmes/{programme}/events',
    '/api/programmes/{programme}/events/export',
    '/api/programmes/{programme}/seals',
    '/api/programmes/{programme}/verification',
    '/api/trail/{proxy+}',
    '/api/workbooks/{proxy+}',
  ],
  files: ['/api/files', '/api/files/{proxy+}'],
  destructions: ['/api/destructions', '/api/destructions/{proxy+}'],
  links: ['/api/links/{proxy+}', '/api/trial-letters'],
  papers: ['/api/papers/{proxy+}'],
  openapi: ['/api/openapi.json'],
} as const

/** Where the pages show the runbook, as it was when they were deployed. */
export const runbookPlace = 'so-tay-van-hanh'

/** The places of files in their bucket: what was sent and not looked at yet, and what was, under its SHA-256. */
export const bucketPlaces = { quarantine: 'quarantine/', kept: 'kept/' } as const
