import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test, type ElectronApplication } from '@playwright/test'
import { chooseShell } from '../../electron/build/choose-shell.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const choice = chooseShell({
  root: ROOT,
  platform: process.platform,
  env: process.env,
  exists: existsSync,
  browserOnly: false,
})
const why = choice.kind === 'browser' ? choice.sentence : ''

test.describe('Electron itself', () => {
  test.describe.configure({ mode: 'default' })
  test.skip(choice.kind === 'browser', why)

  let app: ElectronApplication
  let dataFolder: string
  test.beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'loket-electron-'))
    const executablePath = choice.kind === 'electron' ? choice.binary : ''
    app = await _electron.launch({ executablePath, args: [ROOT, `--data=${dataFolder}`, '--demo', '--no-sandbox'] })
  })
  test.afterAll(async () => {
    await app.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  test('opens the desk over a port to its own core', async () => {
    const page = await app.firstWindow()
    await expect(page.getByText('RSUD Contoh').first()).toBeVisible()
    expect(page.url()).toBe('app://loket/')
    expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false)
  })

  test('neither navigates away, nor opens a window, nor gets a permission', async () => {
    const page = await app.firstWindow()
    const windows = app.windows().length
    expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true)
    await page.evaluate(() => void (location.href = 'https://example.invalid/'))
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
    expect(page.url()).toBe('app://loket/')
    expect(app.windows()).toHaveLength(windows)
  })

  test('gives the page a new port after the core was killed', async () => {
    const page = await app.firstWindow()
    const killed = await app.evaluate(({ app: main }) => {
      const core = main.getAppMetrics().find(({ name }) => name === 'Loket Sehat core')
      if (core !== undefined) process.kill(core.pid, 'SIGKILL')
      return core?.pid ?? 0
    })
    expect(killed).toBeGreaterThan(0)
    await page.reload()
    await expect(page.getByText('RSUD Contoh').first()).toBeVisible()
  })
})
