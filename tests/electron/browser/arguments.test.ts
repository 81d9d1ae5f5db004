import { describe, expect, it } from 'vitest'
import { HELP, parseArguments } from '../../../electron/browser/arguments.ts'

const options = (...argv: string[]) => {
  const parsed = parseArguments(argv)
  if (parsed.kind !== 'run') throw new Error(parsed.kind)
  return parsed.options
}
const sentence = (...argv: string[]) => {
  const parsed = parseArguments(argv)
  return parsed.kind === 'wrong' ? parsed.sentence : parsed.kind
}

describe('the command line', () => {
  it('may be empty: a window, the usual port, the usual folder', () => {
    expect(options()).toEqual({ port: 4173, open: true, dataFolder: null, demo: false, browserOnly: false })
  })

  it('takes a port, no window and a folder', () => {
    expect(options('--port', '8080', '--no-open', '--data', '/srv/loket')).toEqual({
      port: 8080,
      open: false,
      dataFolder: '/srv/loket',
      demo: false,
      browserOnly: true,
    })
  })

  it('takes the wish for a demo, in any window', () => {
    expect(options('--demo')).toMatchObject({ demo: true, open: true, browserOnly: false })
  })

  it.each(['65536', '-1', '80a', '', ' 80', '1e3', '0x50'])('refuses the port "%s"', (port) => {
    expect(sentence(`--port=${port}`)).toBe('--port takes a number from 0 to 65535.')
  })

  it.each([
    [['--prot', '80'], /'--prot'.*--help/],
    [['4173'], /'4173'.*--help/],
    [['--no-open=yes'], /'--no-open'.*--help/],
    [['--port'], /--port.*--help/],
    [['--data='], /--data takes the path/],
  ])('says in one sentence what is wrong with %j', (argv, expected) => {
    expect(sentence(...argv)).toMatch(expected)
    expect(sentence(...argv)).not.toContain('\n')
  })

  it('explains itself', () => {
    expect(parseArguments(['--help'])).toEqual({ kind: 'help' })
    for (const flag of ['--port', '--no-open', '--data', '--demo']) expect(HELP).toContain(flag)
  })
})
