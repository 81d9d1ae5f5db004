import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupPlace, type BackupPlace } from '../../support/backup.ts'

const BIN = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'bin.mjs')
// `script` of util-linux gives a program a terminal of its own.
const hasTerminal = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false

let place: BackupPlace
let root: string
beforeAll(() => {
  place = backupPlace(0)
  root = mkdtempSync(join(tmpdir(), 'loket-ask-'))
})
afterAll(() => {
  place.remove()
  rmSync(root, { recursive: true, force: true })
})

/** Runs `loket` at a terminal, types all of `typed` as soon as it asks for the first time, and says what stood on the screen. */
async function atTerminal(words: string, typed: string): Promise<{ code: number | null; screen: string }> {
  const line = `'${process.execPath}' '${BIN}' ${words} --data '${place.folder.root}'`
  const env = { ...process.env, LOKET_PIN: '', LOKET_NEW_PIN: '' }
  const child = spawn('script', ['-qec', line, join(root, 'typescript')], { env, stdio: ['pipe', 'pipe', 'ignore'] })
  let screen = ''
  let hasTyped = false
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString()
    if (hasTyped || !screen.includes(': ')) return
    hasTyped = true
    const [first = '', ...rest] = typed.split('\r')
    child.stdin.write(`${first}\r`)
    // In the moment between one question and the next.
    setTimeout(() => child.stdin.write(rest.join('\r')), 20)
  })
  const code = await new Promise<number | null>((resolve) => void child.on('close', resolve))
  return { code, screen }
}

describe.skipIf(!hasTerminal)(
  `a secret that is typed at the terminal${hasTerminal ? '' : ' (skipped: no "script" to make one)'}`,
  () => {
    it('is shown neither when it is asked for nor when it is typed ahead of the next question', async () => {
      const added = await atTerminal('operator add Budi --role administrator', '864209\r864209\r')
      expect(added).toMatchObject({ code: 0, screen: expect.stringContaining('Added: Budi') })
      expect(added.screen).not.toContain('8642')
      const reset = await atTerminal('operator reset-pin Budi --operator Budi', '864209\r975310\r975310\r')
      expect(reset).toMatchObject({ code: 0, screen: expect.stringContaining('another PIN now') })
      expect(reset.screen).not.toMatch(/8642|9753/)
    })

    it('changes nothing where the two were not the same, or at Ctrl C', async () => {
      const differing = await atTerminal('operator add Rina --role clerk', '864209\r864208\r')
      expect(differing).toMatchObject({ code: 1, screen: expect.stringContaining('nothing was changed') })
      const broken = await atTerminal('operator add Rina --role clerk', '864209\r\u0003')
      expect(broken).toMatchObject({ code: 1, screen: expect.stringContaining('Broken off') })
      expect(broken.screen).not.toContain('8642')
    })
  },
)
