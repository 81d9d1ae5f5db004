import type { Browser, Locator, Page } from '@playwright/test'
import type { Messages } from '../../renderer/messages/id.ts'
import type { FakeDevice } from '../support/fake-hid.ts'
import { handScanner, type FakeReaders } from '../support/fake-readers.ts'
import { expect, id, signIn, within } from './desk-test.ts'

export const siti = '3275025403929912'
export const sitiMasked = '3275 •••• •••• ••12'

export const other: FakeDevice = {
  path: '/dev/hidraw1',
  vendorId: 0x0c2e,
  productId: 0x0b01,
  manufacturer: 'Contoh',
  product: 'Pemindai Tetap',
  interface: 1,
  usages: [[0x8c, 0x02]],
}
export const chipReader: FakeDevice = {
  path: '/dev/hidraw2',
  vendorId: 0xffff,
  productId: 0x0035,
  manufacturer: 'Contoh',
  product: 'Pembaca Nirsentuh',
  interface: 0,
  usages: [[0xff00, 0x01]],
}
export const nameOf = ({ manufacturer, product }: FakeDevice) => `${manufacturer} ${product}`

export async function openSection(page: Page, m: Messages = id): Promise<void> {
  const list = page.getByRole('navigation', { name: m.settings.list })
  await list.getByRole('button', { name: within(m.settings.sections.readers) }).click()
  await expect(page.getByRole('heading', { level: 1, name: m.settings.sections.readers })).toBeVisible()
}

export const rowOf = (page: Page, device: string, m: Messages = id): Locator =>
  page.getByRole('list', { name: m.readers.list }).getByRole('listitem').filter({ hasText: device })

export const panel = (page: Page, m: Messages = id): Locator => page.getByRole('region', { name: m.readers.test.title })

export async function listen(page: Page, m: Messages = id): Promise<void> {
  await panel(page, m).getByRole('button', { name: m.readers.test.start }).click()
  await expect(panel(page, m).getByText(m.readers.test.listening, { exact: true })).toBeVisible()
}

export async function plugScanner(page: Page, readers: FakeReaders): Promise<void> {
  await readers.plug(handScanner)
  await expect(rowOf(page, nameOf(handScanner))).toContainText(id.readers.states.reading)
}

/** Another window on the same desk, with somebody at work in it. */
export async function windowOf(browser: Browser, url: string, name: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  await signIn(page, name)
  return page
}
