import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeHidPort } from '../../../electron/readers/node-hid-port.ts'

// The real library; devices of its own it meets in tests/rig.
const silent = { report: () => undefined, lost: () => undefined }
const driver = await nodeHidPort().driver()

test('without the library nothing is listed and nothing is open', async () => {
  const port = nodeHidPort()
  expect(await port.collections()).toBeNull()
  expect(await port.open('/dev/hidraw0', silent)).toBe('failed')
})

test.runIf(process.platform === 'linux' && driver !== 'none')(
  'takes devices from the kernel by hidraw on Linux',
  () => {
    expect(driver).toBe('hidraw')
  },
)

test.skipIf(driver === 'none')('lists what is there, with a path each', async () => {
  const port = nodeHidPort()
  await port.driver()
  const collections = await port.collections()
  expect(collections?.every(({ path }) => path.length > 0)).toBe(true)
})

test.runIf(driver === 'hidraw')('says why a path cannot be opened', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-hid-'))
  const file = join(folder, 'no-device')
  writeFileSync(file, '')
  const port = nodeHidPort()
  await port.driver()
  expect(await port.open(join(folder, 'nothing'), silent)).toBe('gone')
  expect(await port.open(file, silent)).toBe('failed')
  rmSync(folder, { recursive: true })
})
