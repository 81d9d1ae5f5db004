import type { Page } from '@playwright/test'
import type { SettingsSection } from '../../renderer/settings/sections.ts'
import { expect, id, scan, test, within } from './desk-test.ts'

test.use({ as: 'Budi Contoh' })

// Fields for text and numbers, boxes, choices, and buttons of every kind.
for (const section of ['session', 'readers'] as const satisfies SettingsSection[])
  test(`a scan changes nothing, whichever field or button has the focus: ${section}`, async ({ page }) => {
    const list = page.getByRole('navigation', { name: id.settings.list })
    await list.getByRole('button', { name: within(id.settings.sections[section]) }).click()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    const controls = page.locator('input:visible, textarea:visible, select:visible, button:visible')
    const all = await controls.all()
    expect(all.length).toBeGreaterThan(10)
    for (const [nth, control] of all.entries()) {
      if (!(await control.isEnabled())) continue
      await control.focus()
      const before = await standing(page)
      // A space among the first keys, before a scanner is certain: it presses buttons and ticks boxes.
      await scan(page, `N ${String(nth).padStart(10, '9')}`, 'CR+LF')
      await expect(page.getByText(id.settings.scanUnused)).toBeVisible()
      // What a key would have opened stands there by now, also where the words are of the scan before.
      await page.waitForTimeout(300)
      expect(await standing(page), await control.evaluate((one) => one.outerHTML)).toEqual(before)
    }
  })

/** What keys could have changed: values, what is chosen, pressed or open, and where one is. */
function standing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')]
    const buttons = [...document.querySelectorAll('button')]
    const open = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]').length
    return [
      ...fields.map(({ value, checked }) => `${value} ${checked}`),
      ...buttons.map((button) => `${button.ariaExpanded} ${button.ariaPressed}`),
      document.querySelector('h1')?.textContent ?? '',
      `${open} open`,
    ]
  })
}
