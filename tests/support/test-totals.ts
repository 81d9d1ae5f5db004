import { z } from 'zod'

export type Totals = { passed: number; failed: number; skipped: number; skippedTitles: string[] }

// A runner that left no report has failed before its first test.
const NO_REPORT: Totals = { passed: 0, failed: 1, skipped: 0, skippedTitles: [] }

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

/** Counts of vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function vitestTotals(report: unknown): Totals {
  const parsed = VitestReport.safeParse(report)
  if (!parsed.success) return NO_REPORT
  const tests = parsed.data.testResults.flatMap((file) => file.assertionResults)
  const brokenFiles = parsed.data.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  const skipped = tests.filter(({ status }) => ['skipped', 'pending', 'todo', 'disabled'].includes(status))
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + brokenFiles.length,
    skipped: skipped.length,
    skippedTitles: skipped.map(({ fullName }) => fullName.trim()),
  }
}

type Annotation = { type: string; description?: string | undefined }
type Spec = { title: string; tests: { status: string; annotations: Annotation[] }[] }
type Suite = { specs: Spec[]; suites?: Suite[] | undefined }
const Annotation = z.object({ type: z.string(), description: z.string().optional() })
const Spec = z.object({
  title: z.string(),
  tests: z.array(z.object({ status: z.string(), annotations: z.array(Annotation) })),
})
const Suite: z.ZodType<Suite> = z.object({
  specs: z.array(Spec),
  get suites() {
    return z.array(Suite).optional()
  },
})
const PlaywrightReport = z.object({
  suites: z.array(Suite),
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
})

/** Counts of Playwright's JSON report. An error outside any test counts as one failure. */
export function playwrightTotals(report: unknown): Totals {
  const parsed = PlaywrightReport.safeParse(report)
  if (!parsed.success) return NO_REPORT
  const { stats, errors, suites } = parsed.data
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    skippedTitles: suites.flatMap(skippedIn),
  }
}

function skippedIn(suite: Suite): string[] {
  const own = suite.specs.filter(({ tests }) => tests.every(({ status }) => status === 'skipped'))
  return [...own.map(titleWithReason), ...(suite.suites ?? []).flatMap(skippedIn)]
}

function titleWithReason({ title, tests }: Spec): string {
  const reason = tests.flatMap(({ annotations }) => annotations).find(({ type }) => type === 'skip')?.description
  return reason === undefined ? title : `${title} (${reason})`
}
