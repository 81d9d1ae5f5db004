import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { askDisk } from '../../../../electron/core/feed/ask-disk.ts'

const never = () => new Promise<never>(() => undefined)
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: { refusal?: { code: string } }) => error.refusal?.code,
  )

it('a share that never answers holds two places however often it is asked, and who waits is told in time', async () => {
  let begun = 0
  let answer: (value: string) => void = () => undefined
  const first = new Promise<string>((resolve) => (answer = resolve))
  const asked = [() => first, never, never, never].map((work) =>
    code(
      askDisk(() => {
        begun += 1
        return work()
      }, 100),
    ),
  )
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 4 }, () => 'too-slow'))
  expect(begun).toBe(2)
  answer('back again')
  // One place is free: others are answered through it, one after the other.
  const files = await Promise.all([1, 2, 3].map(() => askDisk(() => readFile(import.meta.filename), 5000)))
  expect(files).toHaveLength(3)
})
