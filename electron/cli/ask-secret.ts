import { fail } from './cli-context.ts'

const ENTER = new Set(['\r', '\n'])
const BACKSPACE = new Set(['\u007F', '\b'])
const CTRL_C = '\u0003'
const CTRL_D = '\u0004'

/** Whether somebody can type a secret here. */
export function canAskSecret(): boolean {
  return process.stdin.isTTY === true
}

/** What is typed at the terminal until Enter; nothing of it is shown. */
export function askSecret(question: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let typed: string[] = []
  const hear = (chunk: string) => {
    for (const letter of chunk) {
      if (ENTER.has(letter)) return resolve(typed.join(''))
      if (letter === CTRL_C || letter === CTRL_D) return reject(new Broken())
      typed = BACKSPACE.has(letter) ? typed.slice(0, -1) : [...typed, letter]
    }
  }
  stdin.on('data', hear)
  return promise
    .catch((error: unknown) => {
      if (error instanceof Broken) fail('Broken off: nothing was changed.', 1)
      throw error
    })
    .finally(() => {
      stdin.off('data', hear)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
    })
}

class Broken extends Error {}
