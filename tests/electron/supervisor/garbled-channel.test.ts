import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const PROGRAM = fileURLToPath(new URL('../../support/garbled-child-process.ts', import.meta.url))

function run(how: string) {
  return spawnSync(process.execPath, [PROGRAM, how], { encoding: 'utf8', timeout: 20_000 })
}

test.skipIf(process.platform === 'win32').each(['bytes', 'orders'])(
  'a child that puts %s on its channel which are none is ended, and its shell goes on',
  (how) => {
    const { status, stdout, stderr } = run(how)
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'child ended by SIGKILL\nshell goes on\n',
      stderr: '',
    })
  },
)

test('an error of its own that nobody caught ends the shell, which tells its kind and place alone', () => {
  const { status, stdout, stderr } = run('well')
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^RangeError garbled-child-process\.ts:\d+:\d+/)
  expect(stderr).not.toContain('3275')
})
