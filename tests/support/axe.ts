import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * Looks at the page by the rules of WCAG 2 A and AA. In the page itself: otherwise a second page is opened for each look, to gather what was
 * found in frames of other origins, and there are none.
 */
export function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
}
