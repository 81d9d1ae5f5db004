import type { Locator, Page } from '@playwright/test'
import { DEMO_SECRET } from '../../electron/core/demo/demo-hospital.ts'
import { id } from '../../renderer/messages/id.ts'

/** The supervisor's PIN in a dialog that asks for it. */
export const supervisorPin = (dialog: Locator): Locator => dialog.getByLabel(id.accounts.signIn.secretOf('Sari Contoh'))

/** The supervisor at the desk: reason (null: as it stands), PIN, and the key that is printed on the button. */
export async function approve(
  page: Page,
  title: string,
  reason: string | null,
  pin: string = DEMO_SECRET,
): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  if (reason !== null) await dialog.getByRole('textbox', { name: id.desk.approval.reason }).fill(reason)
  await supervisorPin(dialog).fill(pin)
  await page.keyboard.press('Control+Enter')
}
