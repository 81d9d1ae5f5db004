import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchDevices } from '../../../electron/readers/watch-system.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'loket-devices-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const SOON_MS = 200
const isLinux = process.platform === 'linux'

test.runIf(isLinux)('hears of a device that comes, that others may open, and that goes; of nothing else', async () => {
  let heard = 0
  const plugged: (string | undefined)[] = []
  const watch = watchDevices(folder, (path) => void (plugged.push(path), heard++))
  expect(watch.works()).toBe(true)
  const device = join(folder, 'hidraw0')
  const hears = async (act: () => void) => {
    const before = heard
    act()
    await wait(SOON_MS)
    return heard > before
  }
  /** However busy the machine is; then also what else the system says of the same. */
  const hearsAtLast = async (act: () => void) => {
    const before = heard
    act()
    await expect.poll(() => heard, { timeout: 10_000, interval: 5 }).toBeGreaterThan(before)
    await wait(SOON_MS)
  }
  await hearsAtLast(() => writeFileSync(device, ''))
  expect(plugged[0]).toBe(device)
  plugged.length = 0
  await hearsAtLast(() => chmodSync(device, 0o660))
  expect(plugged.filter((path) => path !== undefined)).toEqual([])
  await hearsAtLast(() => rmSync(device))
  expect(await hears(() => writeFileSync(join(folder, 'ttyUSB0'), ''))).toBe(false)
  watch.stop()
  expect(await hears(() => writeFileSync(device, ''))).toBe(false)
})

test('says that it cannot where the folder cannot be watched', () => {
  const watch = watchDevices(join(folder, 'nowhere'), () => undefined)
  expect(watch.works()).toBe(false)
  watch.stop()
})
