import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

type Step = 'renameSync' | 'rmSync' | 'copyFileSync' | 'fsyncSync'

/** From here on this process kills itself right before its n-th call of one of `steps`; 0: never. Says how many there were. */
export function dyingAt(n: number, steps: readonly Step[]): () => number {
  let count = 0
  for (const name of steps) {
    const real: (...args: never[]) => void = fs[name]
    Object.assign(fs, {
      [name]: (...args: never[]) => {
        count += 1
        if (count === n) process.kill(process.pid, 'SIGKILL')
        return real(...args)
      },
    })
  }
  syncBuiltinESMExports()
  return () => count
}
