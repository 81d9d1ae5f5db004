import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const TENTH = 0.1

/** Runs a script beside this one as its own process, gives it the task and waits for its one answer. */
export function inProcess<Answer>(script: string, task: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let answer: Answer | null = null
    child.once('message', (message) => (answer = message as Answer))
    child.once('error', reject)
    child.once('exit', (code) =>
      answer === null ? reject(new Error(`${script} ended with ${code}`)) : resolve(answer),
    )
    child.send(task)
  })
}

/** The last thing that a bench process does. */
export function answerParent(answer: object): void {
  process.send?.(answer, () => process.disconnect())
}

/** Says on standard error at each tenth of each stage that a long run is still running. */
export function progressLines(what: string): (stage: string, fraction: number) => void {
  const startedAt = performance.now()
  let [last, at] = ['', -1]
  return (stage, fraction) => {
    if (stage === last && fraction < at + TENTH) return
    ;[last, at] = [stage, fraction]
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    process.stderr.write(`    ${seconds} s ${what}: ${stage} ${Math.round(fraction * 100)} %\n`)
  }
}
