import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { keepCompiled } from './tests/support/keep-compiled.ts'

const LONG = process.env['LOKET_LONG'] === '1'
keepCompiled()

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    // Processes are started and databases opened: slow machines get their time, and a hang still ends.
    testTimeout: LONG ? 1_800_000 : 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One more than there are cores: most of these tests wait for processes and disks.
    maxWorkers: availableParallelism() + 1,
    globalSetup: ['tests/support/built.ts'],
  },
})
