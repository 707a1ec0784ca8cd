import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Two cores is what a small machine has; a third worker only makes each slower.
    maxWorkers: 2,
    testTimeout: 15_000,
    // A suite against DynamoDB Local waits for a Java program to start.
    hookTimeout: 60_000,
    // A test that leaves a global behind fails the next reader, not itself.
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
  },
})
