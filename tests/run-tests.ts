/**
 * `npm test`: types, lint, format, dead code, vitest, Playwright; then one line with the totals of both test runners.
 * Arguments choose steps: `check`, `unit`, `e2e`, `long`, `screens` (makes the pictures of the documents).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { playwrightTotals, vitestTotals, type Totals } from './support/test-totals.ts'
import { ensureChromium } from './support/chromium.ts'

type Step = { name: string; script: string; args: string[]; env?: Record<string, string>; totals?: () => Totals }

const ROOT = join(import.meta.dirname, '..')
const LAYERS = ['shared', 'renderer', 'electron', 'electron/main', 'electron/preload', 'tests']
const ASKED = process.argv.slice(2)
const reports = mkdtempSync(join(tmpdir(), 'loket-tests-'))
const USUAL = ['check', 'unit', 'e2e']
const wanted = (step: 'check' | 'unit' | 'e2e' | 'long' | 'screens') =>
  (ASKED.length === 0 ? USUAL : ASKED).includes(step)

const check: Step[] = [
  ...LAYERS.map((layer) => ({ name: `types ${layer}`, script: 'typescript/bin/tsc', args: ['-p', layer] })),
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['--quiet'] },
  { name: 'format', script: 'oxfmt/bin/oxfmt', args: ['--check'] },
  { name: 'dead code', script: 'knip/bin/knip.js', args: ['--no-progress'] },
]

function vitest(name: string, filters: string[], env: Record<string, string>): Step {
  const report = join(reports, `${name}.json`)
  return {
    name,
    script: 'vitest/vitest.mjs',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters],
    env,
    totals: () => vitestTotals(read(report)),
  }
}

function playwright(name: string, env: Record<string, string>): Step {
  const report = join(reports, `${name}.json`)
  return {
    name,
    script: '@playwright/test/cli.js',
    args: ['test', '--reporter=line,json'],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    totals: () => playwrightTotals(read(report)),
  }
}

const totals: Totals = { passed: 0, failed: 0, skipped: 0, skippedTitles: [] }
const failedSteps: string[] = []

if (wanted('check')) for (const step of check) runStep(step)
if (wanted('unit')) runStep(vitest('unit', [], {}))
if (wanted('long'))
  runStep(
    vitest('long', ['tests/faults', ...testsThatRead('LOKET_LONG')], {
      LOKET_LONG: '1',
    }),
  )
if (wanted('e2e')) runInBrowser(playwright('e2e', {}))
if (wanted('screens')) runInBrowser(playwright('screens', { LOKET_SCREENS: '1' }))

rmSync(reports, { recursive: true, force: true })
for (const title of totals.skippedTitles) console.log(`skipped: ${title}`)
if (failedSteps.length > 0) console.log(`failed steps: ${failedSteps.join(', ')}`)
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exitCode = failedSteps.length === 0 && totals.failed === 0 ? 0 : 1

/** Test files that run longer, or otherwise, where this variable is set. */
function testsThatRead(variable: string): string[] {
  return globSync('tests/**/*.test.ts', { cwd: ROOT }).filter((file) =>
    readFileSync(join(ROOT, file), 'utf8').includes(`'${variable}'`),
  )
}

/** Without a browser nothing could be tested: that is a failure, not a skip. */
function runInBrowser(step: Step): void {
  const browser = ensureChromium((sentence) => console.log(sentence))
  if (browser.kind === 'found') return runStep({ ...step, env: { ...step.env, LOKET_CHROMIUM: browser.path } })
  console.error(browser.sentence)
  failedSteps.push(step.name)
}

/** Runs one step; what it prints is shown when it counts tests or fails. */
function runStep(step: Step): void {
  const startedAt = performance.now()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', step.script), ...step.args],
    {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: step.totals === undefined ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...step.env },
    },
  )
  if (status !== 0) {
    failedSteps.push(step.name)
    if (step.totals === undefined) console.log(`${stdout}${stderr}`)
  }
  if (step.totals !== undefined) add(step.totals())
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
  )
}

function add(more: Totals): void {
  totals.passed += more.passed
  totals.failed += more.failed
  totals.skipped += more.skipped
  totals.skippedTitles.push(...more.skippedTitles)
}

function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
