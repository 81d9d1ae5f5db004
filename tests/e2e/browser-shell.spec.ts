import { expect, test, type Page } from '@playwright/test'
import { corePid } from '../support/core-process.ts'
import { startDesk, type Desk } from '../support/desk.ts'

// They share one desk.
test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => {
  desk = await startDesk()
})
test.afterAll(async () => {
  await desk.stop()
})

/** What the browser complained about: a refused script or style, an error nobody caught. */
function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(error.message))
  return heard
}

const hospital = 'RSUD Contoh'

test('shows the desk, and its own policy refuses nothing that the page needs', async ({ page }) => {
  const heard = complaints(page)
  await page.goto(desk.url)
  await expect(page.getByText(hospital).first()).toBeVisible()
  expect(heard).toEqual([])
})

test('runs no script that is written into the page', async ({ page }) => {
  await page.goto(desk.url)
  await expect(page.getByText(hospital).first()).toBeVisible()
  const refused = page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        addEventListener('securitypolicyviolation', (e) => resolve(e.effectiveDirective)),
      ),
  )
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken over"'
    document.body.append(script)
  })
  expect(await refused).toBe('script-src-elem')
  expect(await page.title()).not.toBe('taken over')
})

test('sends nothing to another place', async ({ page }) => {
  await page.goto(desk.url)
  const sent = await page.evaluate(() =>
    fetch('http://127.0.0.1:9/').then(
      () => 'sent',
      () => 'refused',
    ),
  )
  expect(sent).toBe('refused')
  const violation = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
        void fetch('http://127.0.0.1:9/').catch(() => undefined)
      }),
  )
  expect(violation).toBe('connect-src')
})

test('goes on when another connection of the same page sends garbage', async ({ page }) => {
  await page.goto(desk.url)
  await expect(page.getByText(hospital).first()).toBeVisible()
  const before = corePid(desk.pid)
  const closed = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/rpc`)
        socket.addEventListener('open', () => socket.send('{'))
        socket.addEventListener('close', (event) => resolve(event.code))
      }),
  )
  expect(closed).toBe(1005)
  expect(corePid(desk.pid)).toBe(before)
  await page.reload()
  await expect(page.getByText(hospital).first()).toBeVisible()
})

test('comes back by itself after the core was killed: the page asks the next one', async ({ page }) => {
  await page.goto(desk.url)
  await expect(page.getByText(hospital).first()).toBeVisible()
  const before = corePid(desk.pid)
  // Only wires that the page opens from now on.
  let isAnswered = false
  page.on('websocket', (wire) => wire.on('framereceived', () => (isAnswered = true)))
  const startedAt = performance.now()
  process.kill(before, 'SIGKILL')
  await expect.poll(() => isAnswered, { intervals: [20], timeout: 60_000 }).toBe(true)
  console.info(`the page was answered again after ${(performance.now() - startedAt).toFixed(0)} ms (promise: 3000)`)
  expect([0, before]).not.toContain(corePid(desk.pid))
  await expect(page.getByText(hospital).first()).toBeVisible()
})
