import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { keepCompiled } from './tests/support/keep-compiled.ts'

const LONG = process.env['LOKET_LONG'] === '1'
const PURE = ['tests/shared/**/*.test.ts', 'tests/renderer/**/*.test.ts']
const NOT_HERE = ['tests/e2e/**', 'tests/bench/**']
keepCompiled()

export default defineConfig({
  test: {
    // Processes are started and databases opened: slow machines get their time, and a hang still ends.
    testTimeout: LONG ? 1_800_000 : 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One more than there are cores: most of these tests wait for processes and disks.
    maxWorkers: availableParallelism() + 1,
    globalSetup: ['tests/support/built.ts'],
    projects: [
      // Functions without effects need no process of their own for each file.
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'real', include: ['tests/**/*.test.ts'], exclude: [...PURE, ...NOT_HERE] } },
    ],
  },
})
