import type { Page } from '@playwright/test'

/** What the browser complained about: console errors, errors nobody caught, refusals by the page's own policy. */
export type Complaints = { heard: string[] }

type Seen = Window & { violations: string[] }

/** Starts listening; before the page is opened. */
export async function watchPage(page: Page): Promise<Complaints> {
  const heard: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('crash', () => heard.push('the page crashed'))
  await page.addInitScript(() => {
    const seen = window as unknown as Seen
    seen.violations = []
    addEventListener('securitypolicyviolation', (event) =>
      seen.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
    )
  })
  return { heard }
}

/** Refusals by the page's policy since it was opened. */
export function violations(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as Seen).violations)
}

/** Everything that the page keeps beyond its own life. */
export function keptByPage(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(async () => ({
    local: Object.fromEntries(Object.entries(localStorage)),
    session: Object.fromEntries(Object.entries(sessionStorage)),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    cookies: document.cookie,
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
}
