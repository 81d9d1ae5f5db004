import { BURST_END_MS, wedgePause, wedgeStep } from '../../shared/domain/wedge.ts'
import type { Burst, KeyStroke, WedgeStep } from '../../shared/domain/wedge.ts'

export type Listened = {
  steps: WedgeStep[]
  /** What was given out as a scan, in order. */
  scans: string[]
  /** How often a scan was refused as not whole. */
  torn: number
}

/** Feeds keys with their times as a page does whose timers are never late. */
export function listenTo(keys: readonly KeyStroke[]): Listened {
  const heard: Listened = { steps: [], scans: [], torn: 0 }
  let burst: Burst | null = null
  const pause = () => {
    const end = wedgePause(burst)
    if (end === null) return
    if (end.kind === 'scan') heard.scans.push(end.text)
    else heard.torn += 1
    burst = end.burst
  }
  for (const key of keys) {
    if (burst !== null && key.at - (burst as Burst).lastAt > BURST_END_MS) pause()
    const step: WedgeStep = wedgeStep(burst, key)
    burst = step.burst
    heard.steps.push(step)
    if (step.kind === 'scan') heard.scans.push(step.text)
    if (step.kind === 'torn') heard.torn += 1
  }
  pause()
  return heard
}
