import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { corePid } from '../support/core-process.ts'
import { startDesk, type Desk } from '../support/desk.ts'

const preload = readFileSync(join(import.meta.dirname, '..', '..', 'out', 'preload', 'preload.cjs'), 'utf8')

// They share one desk.
test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => {
  desk = await startDesk()
})
test.afterAll(async () => {
  await desk.stop()
})

/**
 * Runs the built preload in the page before the page's own scripts, as Electron does, and stands for the main process: hands over one end
 * of a channel whose other end is wired to the real core, and a new one whenever the core is there again.
 */
async function inElectron(page: Page): Promise<void> {
  await page.addInitScript({ content: `globalThis.builtPreload = ${JSON.stringify(preload)}` })
  await page.addInitScript(() => {
    const listeners: ((event: { ports: MessagePort[] }) => void)[] = []
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, value: unknown) => Object.defineProperty(window, name, { value }),
      },
      ipcRenderer: {
        on: (channel: string, listener: (event: { ports: MessagePort[] }) => void) => {
          if (channel === 'loket-port') listeners.push(listener)
        },
      },
    }
    const source = (globalThis as { builtPreload?: string }).builtPreload ?? ''
    // oxlint-disable-next-line no-new-func -- Electron evaluates a preload in just this way
    new Function('require', 'exports', source)((name: string) => (name === 'electron' ? electron : undefined), {})

    const RealSocket = WebSocket
    const seen = { pageSockets: 0, handedOver: 0, answersOnLastPort: 0 }
    Object.assign(globalThis, { seen })
    globalThis.WebSocket = class extends RealSocket {
      constructor(url: string | URL) {
        super(url)
        seen.pageSockets++
      }
    }
    const connect = () => {
      const socket = new RealSocket(`ws://${location.host}/rpc`)
      const { port1, port2 } = new MessageChannel()
      socket.addEventListener('open', () => {
        seen.handedOver++
        seen.answersOnLastPort = 0
        port1.addEventListener('message', (event) => socket.send(event.data))
        port1.start()
        for (const listener of listeners) listener({ ports: [port2] })
      })
      socket.addEventListener('message', (event) => {
        seen.answersOnLastPort++
        port1.postMessage(event.data)
      })
      socket.addEventListener('close', () => {
        port1.close()
        setTimeout(connect, 100)
      })
    }
    connect()
  })
}

type Seen = { pageSockets: number; handedOver: number; answersOnLastPort: number }
const seen = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)

test('the page works over the port that the preload hands it, and opens no socket', async ({ page }) => {
  await inElectron(page)
  await page.goto(desk.url)
  await expect(page.getByText('RSUD Contoh').first()).toBeVisible()
  expect(await seen(page)).toMatchObject({ pageSockets: 0, handedOver: 1 })
})

test('the page finds the mark of the shell and nothing else of it', async ({ page }) => {
  await inElectron(page)
  await page.goto(desk.url)
  expect(await page.evaluate(() => JSON.stringify((window as unknown as { loketShell: unknown }).loketShell))).toBe(
    '{"kind":"electron"}',
  )
  expect(
    await page.evaluate(() => ['require', 'process', 'ipcRenderer', 'electron'].filter((name) => name in window)),
  ).toEqual([])
})

test('the page goes on over a new port after the core was killed', async ({ page }) => {
  await inElectron(page)
  await page.goto(desk.url)
  await expect(page.getByText('RSUD Contoh').first()).toBeVisible()
  process.kill(corePid(desk.pid), 'SIGKILL')
  await expect.poll(async () => (await seen(page)).handedOver).toBe(2)
  await expect.poll(async () => (await seen(page)).answersOnLastPort).toBeGreaterThan(0)
  await expect(page.getByText('RSUD Contoh').first()).toBeVisible()
  expect((await seen(page)).pageSockets).toBe(0)
})
