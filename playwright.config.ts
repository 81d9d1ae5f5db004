import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from './tests/support/chromium.ts'
import { keepCompiled } from './tests/support/keep-compiled.ts'

const SCREENS = process.env['LOKET_SCREENS'] === '1'
const browser = findChromium()
keepCompiled()

export default defineConfig({
  testDir: SCREENS ? 'tests/screens' : 'tests/e2e',
  globalSetup: ['./tests/support/chromium-there.ts', './tests/support/built.ts', './tests/e2e/make-folders.ts'],
  outputDir: 'test-results',
  // One more than there are cores: a test mostly waits for its own browser, shell and core.
  workers: availableParallelism() + 1,
  // So that they end together; where tests share a desk their file says so.
  fullyParallel: !SCREENS,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    // What moves costs a processor without a GPU, and many pages run at once. Some specs keep the motion.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace doubles the time of every test: `npx playwright test --trace on` makes one when it is needed.
    screenshot: 'only-on-failure',
    launchOptions: { ...(browser.kind === 'found' && { executablePath: browser.path }), args: CHROMIUM_ARGS },
  },
})
