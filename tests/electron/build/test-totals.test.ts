import { describe, expect, it } from 'vitest'
import { playwrightTotals, vitestTotals } from '../../support/test-totals.ts'

describe('the totals of vitest', () => {
  it('count tests by what became of them', () => {
    const tests = [
      { status: 'passed', fullName: 'a' },
      { status: 'failed', fullName: 'b' },
      { status: 'skipped', fullName: ' c' },
      { status: 'pending', fullName: 'd' },
      { status: 'todo', fullName: 'e' },
    ]
    expect(vitestTotals({ testResults: [{ status: 'failed', assertionResults: tests }] })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 3,
      skippedTitles: ['c', 'd', 'e'],
    })
  })

  it('count a file that could not be loaded as a failure', () => {
    expect(vitestTotals({ testResults: [{ status: 'failed', assertionResults: [] }] }).failed).toBe(1)
  })

  it('count a missing report as a failure', () => {
    expect(vitestTotals(null).failed).toBe(1)
    expect(playwrightTotals(null).failed).toBe(1)
  })
})

describe('the totals of Playwright', () => {
  it('name each skipped test with its reason, however deep it stands', () => {
    const skipped = {
      title: 'opens',
      tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no binary' }] }],
    }
    const report = {
      suites: [{ specs: [], suites: [{ specs: [skipped] }] }],
      errors: [],
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 },
    }
    expect(playwrightTotals(report)).toEqual({ passed: 4, failed: 1, skipped: 1, skippedTitles: ['opens (no binary)'] })
  })

  it('count an error outside any test as a failure', () => {
    const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }
    expect(playwrightTotals({ suites: [], errors: [{ message: 'no browser' }], stats }).failed).toBe(1)
  })
})
