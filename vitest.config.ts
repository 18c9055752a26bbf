import { defineConfig } from 'vitest/config';

// Bolivia's zone everywhere, so that a date that shifts by a day is found here and not in La Paz; CI runs once more in UTC.
process.env.TZ ??= 'America/La_Paz';

const integration = '**/*.int.test.ts';
const journeys = '**/*.journey.test.ts';
const setupFiles = ['tests/helpers/removeFolders.ts'];
const nothingStays = 'tests/helpers/nothingStays.ts';
const exclude = ['node_modules/**', 'dist/**', 'data/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...exclude, integration, journeys],
          env: { TZ: process.env.TZ },
          globalSetup: [nothingStays],
          setupFiles,
          // Only to end what hangs: some start processes of their own, which takes long on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: [integration],
          exclude,
          env: { TZ: process.env.TZ },
          // PostgreSQL first: its server is not of the run's temporary folder.
          globalSetup: ['tests/helpers/globalSetup.ts', nothingStays],
          setupFiles,
          // Two processes for all files, each with one database that boots once (its module is shared between the files it runs).
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
          // Only to end what hangs.
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: [journeys],
          exclude,
          env: { TZ: process.env.TZ },
          globalSetup: [nothingStays],
          setupFiles,
          // Each file has a server, a folder and a browser of its own.
          maxWorkers: 2,
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
