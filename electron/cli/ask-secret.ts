import { fail } from './cli-context.ts'

const ENTER = new Set(['\r', '\n'])
const BACKSPACE = new Set(['\u007F', '\b'])
const CTRL_C = '\u0003'
const CTRL_D = '\u0004'

/** Whether somebody can type a secret here. */
export function canAskSecret(): boolean {
  return process.stdin.isTTY === true
}

/**
 * What is typed at the terminal until Enter; nothing of it is shown. `another`: one more secret is asked for soon, and what is typed ahead of
 * that question is not shown either. The terminal is as before at the latest when the program ends.
 */
export function askSecret(question: string, { another }: { another: boolean } = { another: false }): Promise<string> {
  const { stdin, stderr } = process
  // Before the question: what is typed from then on is not shown.
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stderr.write(question)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let typed: string[] = []
  const hear = (chunk: string) => {
    const letters = [...chunk]
    for (const [place, letter] of letters.entries()) {
      if (letter === CTRL_C || letter === CTRL_D) return reject(new Broken())
      if (ENTER.has(letter)) {
        stdin.off('data', hear)
        stdin.pause()
        // Pasted, or typed ahead: the answer to the next question.
        if (place + 1 < letters.length) stdin.unshift(letters.slice(place + 1).join(''))
        return resolve(typed.join(''))
      }
      typed = BACKSPACE.has(letter) ? typed.slice(0, -1) : [...typed, letter]
    }
  }
  stdin.on('data', hear)
  stdin.resume()
  return promise
    .catch((error: unknown) => {
      if (error instanceof Broken) fail('Broken off: nothing was changed.', 1)
      throw error
    })
    .finally(() => {
      stdin.off('data', hear)
      if (!another) stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
    })
}

class Broken extends Error {}
