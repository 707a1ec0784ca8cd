import { defineConfig } from 'vitest/config'

const browserStories = 'test/e2e/**/*.test.ts'

export default defineConfig({
  test: {
    environment: 'node',
    // Processes, not threads: no slower here, and a test's SQLite files and child programs end with its process.
    pool: 'forks',
    // Two cores is what a small machine has; a third worker only makes each slower.
    maxWorkers: 2,
    testTimeout: 15_000,
    // A suite against DynamoDB Local waits for a Java program to start.
    hookTimeout: 60_000,
    // What a test replaced for itself must not reach the next one.
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
    projects: [
      // `npm test`
      { extends: true, test: { name: 'house', include: ['test/**/*.test.ts'], exclude: [browserStories] } },
      // `npm run test:e2e`: a page waits for a server, a browser and whatever else the machine does.
      { extends: true, test: { name: 'browser', include: [browserStories], testTimeout: 120_000 } },
    ],
  },
})
