import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { corePid } from '../../support/core-process.ts'
import { loket } from '../../support/cli.ts'
import { startDesk, type Desk } from '../../support/desk.ts'

const START = join(import.meta.dirname, '..', '..', '..', 'electron', 'browser', 'start.mjs')

let dataFolder: string
const desks: Desk[] = []
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'loket-program-'))
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

async function started(): Promise<Desk> {
  const desk = await startDesk({ dataFolder })
  desks.push(desk)
  return desk
}

function run(...args: string[]) {
  return runWith(process.execPath, ...args)
}

function runWith(node: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(node, [START, ...args], { encoding: 'utf8', timeout: 60_000 })
  return { status, stdout, stderr }
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('npm start', () => {
  it('explains itself with --help', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--no-open'), stderr: '' })
  })

  it('refuses a flag that it does not know with one sentence and exit code 2', () => {
    const { status, stdout, stderr } = run('--prot', '80')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('hands over to the program that already has the data folder', async () => {
    const desk = await started()
    const second = run('--no-open', '--port', '0', '--data', dataFolder)
    expect(second.status).toBe(0)
    expect(second.stdout).toContain(`already running at ${desk.url}`)
  })

  it('ends with one sentence, without a stack, when the key file can be read by others', async () => {
    await loket(dataFolder, 'desk', 'set', '--code', 'A1')
    chmodSync(join(dataFolder, 'keys', 'keys.json'), 0o644)
    const { status, stderr } = run('--no-open', '--port', '0', '--data', dataFolder)
    expect(status).toBe(1)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toContain('chmod 600')
  })

  it('ends with one sentence when the data folder is a file', () => {
    const file = join(dataFolder, 'file')
    writeFileSync(file, '')
    const { status, stderr } = run('--no-open', '--port', '0', '--data', file)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^The data folder .* cannot be written[^\n]*\n$/)
  })

  it.skipIf(process.platform === 'win32')('opens its page in the browser that LOKET_BROWSER names', async () => {
    const browser = join(dataFolder, 'a-browser')
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > "${dataFolder}/opened"\n`, { mode: 0o755 })
    const env = { ...process.env, DISPLAY: ':77', LOKET_BROWSER: browser, ELECTRON_OVERRIDE_DIST_PATH: dataFolder }
    const child = spawn(process.execPath, [START, '--port', '0', '--data', dataFolder], { env, stdio: 'ignore' })
    await expect.poll(() => existsSync(join(dataFolder, 'opened')), { timeout: 20_000 }).toBe(true)
    expect(readFileSync(join(dataFolder, 'opened'), 'utf8')).toMatch(/^--app=http:\/\/127\.0\.0\.1:\d+\/\n/)
    child.kill('SIGTERM')
    expect(await new Promise((resolve) => void child.on('close', resolve))).toBe(0)
  })

  it.skipIf(process.platform === 'win32')('stops everything on Ctrl C, and can be started again', async () => {
    const desk = await started()
    const core = corePid(desk.pid)
    process.kill(desk.pid, 'SIGINT')
    expect(await desk.stop(), 'exit code').toBe(0)
    expect(isRunning(core)).toBe(false)
    expect(existsSync(join(dataFolder, 'shell.sock'))).toBe(false)
    await started()
  })

  it('leaves no core behind when the shell is killed, and starts again over what it left', async () => {
    const desk = await started()
    const core = corePid(desk.pid)
    process.kill(desk.pid, 'SIGKILL')
    await expect.poll(() => isRunning(core), { timeout: 5_000 }).toBe(false)
    expect((await started()).url).toMatch(/^http:/)
  })
})

const systemNode = '/usr/bin/node'
const systemVersion = existsSync(systemNode) ? spawnSync(systemNode, ['--version'], { encoding: 'utf8' }).stdout : ''
const isOld = Number(/^v(\d+)/.exec(systemVersion)?.[1] ?? 99) < 24

describe('npm start on an older Node', () => {
  it.skipIf(!isOld)(
    'runs on the Node of the project, and ends when it is ended (skipped where the system has no older Node)',
    async () => {
      expect(runWith(systemNode, '--prot').status).toBe(2)
      const child = spawn(systemNode, [START, '--no-open', '--port', '0', '--data', dataFolder], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const ended = new Promise((resolve) => void child.on('close', resolve))
      await new Promise<void>((resolve) => {
        let output = ''
        child.stdout.on('data', (chunk: Buffer) => {
          output += chunk.toString()
          if (output.includes('Serving')) resolve()
        })
      })
      child.kill('SIGTERM')
      expect(await ended).toBe(0)
      expect(existsSync(join(dataFolder, 'shell.sock'))).toBe(false)
    },
  )
})
