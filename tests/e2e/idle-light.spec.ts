import type { Page } from '@playwright/test'
import { expect, test } from './desk-test.ts'

const running = (page: Page): Promise<number> =>
  page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)

test.describe('an idle desk', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } })

  test('draws nothing any more once its light has breathed a few times', async ({ page }) => {
    await expect.poll(() => running(page)).toBeGreaterThan(0)
    await expect.poll(() => running(page), { timeout: 12_000 }).toBe(0)
    await page.waitForTimeout(3_000)
    expect(await running(page)).toBe(0)
  })
})

test('a desk for whoever wants no motion is still at once', async ({ page }) => {
  await expect.poll(() => running(page), { timeout: 1_000 }).toBe(0)
})
