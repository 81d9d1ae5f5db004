import { createInterface } from 'node:readline/promises'

/** What is typed at the terminal. Whoever breaks off with Ctrl+C or Ctrl+D has typed nothing. */
export async function askLine(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await lines.question(question)).trim()
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error
    process.stderr.write('\n')
    return ''
  } finally {
    lines.close()
  }
}
