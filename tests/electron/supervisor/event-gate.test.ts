import { expect, it } from 'vitest'
import { createEventGate } from '../../../electron/supervisor/event-gate.ts'

it('passes everything that readers at work say', () => {
  let at = 0
  const gate = createEventGate(() => at)
  for (let second = 0; second < 5; second++, at += 1_000)
    for (let n = 0; n < 300; n++) expect([gate.admit('scan'), gate.admit('report')]).toEqual(['passed', 'passed'])
})

it('thins out reports that no eye could follow, and still passes the scans among them', () => {
  const gate = createEventGate(() => 0)
  const reports = Array.from({ length: 2_000 }, () => gate.admit('report'))
  expect(reports.filter((admission) => admission === 'passed')).toHaveLength(500)
  expect(reports).not.toContain('flood')
  expect(gate.admit('scan')).toBe('passed')
})

it('calls a flood what no readers can say, once, and passes nothing until another process speaks', () => {
  let at = 0
  const gate = createEventGate(() => at)
  const said = Array.from({ length: 10_000 }, () => gate.admit('scan'))
  expect(said.filter((admission) => admission === 'passed')).toHaveLength(1_500)
  expect(said.filter((admission) => admission === 'flood')).toHaveLength(1)
  at = 60_000
  expect(gate.admit('scan')).toBe('dropped')
  gate.reset()
  expect(gate.admit('scan')).toBe('passed')
})
