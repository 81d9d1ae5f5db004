import { findChromium } from './chromium.ts'

/** Without a browser nothing could be tested: that must never look like success. Other tools may read the configuration without one. */
export default function chromiumThere(): void {
  const browser = findChromium()
  if (browser.kind === 'missing') throw new Error(browser.sentence)
}
