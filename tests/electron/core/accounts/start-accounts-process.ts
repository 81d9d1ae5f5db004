import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'support', 'accounts-process.ts')

/** A process of its own on the same folder: it says when it is ready, and on `go` gives the kinds of its answers. */
export function startAccountsProcess(...order: [root: string, what: 'try' | 'add', name: string, secret: string]) {
  const child = spawn(process.execPath, [PROGRAM, ...order], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ready = lines.next()
  return {
    ready,
    async go(): Promise<string[]> {
      child.stdin.end('go\n')
      const { value } = await lines.next()
      return JSON.parse(String(value)) as string[]
    },
  }
}
