import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect } from 'vitest'
import { openCore, type Core } from '../../electron/core/open-core.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'
import type { ReaderSettings } from '../../shared/domain/reader.ts'
import { loket } from './cli.ts'
import { fakeReaders, type FakeReaders } from './fake-readers.ts'
import { testHospital } from './journal.ts'

const COMMAND = join(import.meta.dirname, 'loket-process.ts')
export const READER_ID = '05e0:1300:S9901:i0:8c/2'

type Line = Record<string, unknown> & { event: string }

/** `loket readers ...` as processes, on hardware of each test's own, with a data folder that is not there until a test makes it. */
export function loketReaders() {
  let root: string
  let readers: FakeReaders
  const running: ChildProcess[] = []

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'loket-readers-'))
    readers = await fakeReaders()
  })
  afterEach(async () => {
    for (const child of running.splice(0)) child.kill('SIGKILL')
    await readers.stop()
    rmSync(root, { recursive: true, force: true })
  })

  const data = () => join(root, 'data')

  function start(env: Record<string, string>, words: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [COMMAND, '--data', data(), 'readers', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...readers.env, ...env },
    })
    running.push(child)
    return child
  }

  async function run(words: readonly string[], env: Record<string, string> = {}) {
    const child = start(env, words)
    const [out, err] = [child.stdout, child.stderr].map((stream) => {
      const chunks: string[] = []
      stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
      return chunks
    })
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, out: out?.join('') ?? '', err: err?.join('') ?? '' }
  }

  /** A watch that runs: `next` gives its lines one by one. */
  function watching(words: readonly string[], env: Record<string, string> = {}) {
    const child = start(env, ['watch', ...words])
    let err = ''
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
    if (child.stdout === null) throw new Error('no output')
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const next = async () => String((await lines.next()).value)
    return {
      child,
      err: () => err,
      next,
      event: async () => JSON.parse(await next()) as Line,
      ended: async (signal: NodeJS.Signals) => {
        const closed = once(child, 'close')
        child.kill(signal)
        const [code] = (await closed) as [number | null]
        return code
      },
    }
  }

  function withDesk<T>(work: (core: Core) => T): T {
    const core = openCore({
      dataFolder: data(),
      version: 'test',
      demo: false,
      workers: SOURCE_WORKERS,
      actor: 'test',
      deliver: async (pdf, fileName) => ({ kind: 'page', pdfBase64: Buffer.from(pdf).toString('base64'), fileName }),
    })
    try {
      return work(core)
    } finally {
      core.close()
    }
  }

  async function realDesk(): Promise<void> {
    const file = join(root, 'hospital.json')
    writeFileSync(file, JSON.stringify(testHospital))
    expect((await loket(data(), 'hospital', 'set', file)).code).toBe(0)
  }

  const setUp = (change: Partial<ReaderSettings>) =>
    withDesk(({ readers: known }) =>
      known.configure(
        {
          id: READER_ID as ReaderSettings['id'],
          name: 'Pemindai depan',
          role: 'desk',
          form: 'hid-pos',
          prefix: '',
          suffix: '',
          uid: { order: 'auto', offset: 0, bytes: 4 },
          ...change,
        },
        'test',
      ),
    )

  return {
    data,
    run,
    watching,
    withDesk,
    realDesk,
    setUp,
    get root() {
      return root
    },
    get readers() {
      return readers
    },
  }
}
