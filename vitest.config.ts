import { defineConfig } from 'vitest/config';

const setupFiles = ['scripts/property-seed.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          setupFiles,
          include: [
            'packages/**/*.test.{ts,tsx}',
            'apps/server/src/**/*.pure.test.ts',
            'scripts/**/*.test.ts',
            'e2e/**/*.pure.test.ts',
          ],
          // A limit for what hangs; how fast anything is, the bench measures.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'server',
          setupFiles,
          include: ['apps/server/**/*.test.{ts,tsx}'],
          exclude: ['**/*.pure.test.ts', '**/*.long.test.ts', '**/node_modules/**'],
          globalSetup: ['apps/server/test/global-setup.ts'],
          // Every file stands on nearly the whole product: a worker reads it once, not a hundred times (decision 0260).
          isolate: false,
          // Half of what they do is wait for the database.
          maxWorkers: 3,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server-long',
          setupFiles,
          include: ['apps/server/**/*.long.test.ts'],
          globalSetup: ['apps/server/test/global-setup.ts'],
          // Half of what they do is wait for the database.
          maxWorkers: 3,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['e2e/**/*.journey.test.ts'],
          exclude: ['**/*.long.journey.test.ts', '**/node_modules/**'],
          globalSetup: ['e2e/support/built-product.ts'],
          // Limits for what hangs: a machine that does much else at once is slow, not wrong.
          testTimeout: 180_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'journeys-long',
          include: ['e2e/**/*.long.journey.test.ts'],
          globalSetup: ['e2e/support/built-product.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // What is polled is another person's machine at work; how fast it is, the bench measures.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'console',
          setupFiles,
          include: ['apps/console/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: 30_000,
        },
      },
    ],
  },
});
