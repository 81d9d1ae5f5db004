import { open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { FeedFailure } from './feed-failure.ts'
import { boundMs, type FeedLimits } from './feed-limits.ts'
import type { FeedFile, FeedSource } from './feed-source.ts'

export type FetchLimits = Pick<FeedLimits, 'fileMs' | 'slowestBytesPerSecond' | 'retryMs' | 'tries'>

/** Bytes of a small file. @throws {FeedFailure} `too-large` beyond `maxBytes`, and what the source says */
export async function fetchBytes(
  source: FeedSource,
  name: string,
  maxBytes: number,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<Buffer> {
  return withDeadline(limits, maxBytes, signal, async (bounded) => {
    for (let failed = 1; ; failed++) {
      try {
        return await readWhole(source, name, maxBytes, bounded)
      } catch (error) {
        if (!isPassing(error) || failed >= limits.tries) throw error
        await sleep(limits.retryMs * failed, undefined, { signal: bounded })
      }
    }
  })
}

/** The first bytes of a file, as many as there are up to `bytes`. @throws {FeedFailure} */
export async function fetchStart(
  source: FeedSource,
  name: string,
  bytes: number,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<Buffer> {
  return withDeadline(limits, bytes, signal, async (bounded) => {
    const file = await source.open(name, { from: 0, tag: null, signal: bounded })
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of file.chunks) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= bytes) break
    }
    return Buffer.concat(chunks).subarray(0, bytes)
  })
}

export type FetchToFile = {
  name: string
  /** What is signed. */
  bytes: number
  /** Where it goes when it has come whole; until then `path`.part, from which a later try goes on. */
  path: string
  onBytes: (soFar: number) => void
}

/** Fetches a file into `path`.part, going on with what is there, and returns where it lies; its content is not checked yet. @throws {FeedFailure} */
export async function fetchToFile(
  source: FeedSource,
  job: FetchToFile,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<{ part: string; resumed: boolean }> {
  const part = `${job.path}.part`
  let resumed = false
  await withDeadline(limits, job.bytes, signal, async (bounded) => {
    for (let failed = 0; ;) {
      const before = await sizeOf(part)
      resumed ||= before > 0
      try {
        return await goOn(source, job, part, before, bounded)
      } catch (error) {
        if (!isPassing(error)) throw error
        failed = (await sizeOf(part)) > before ? 1 : failed + 1
        if (failed >= limits.tries) throw error
        await sleep(limits.retryMs * failed, undefined, { signal: bounded })
      }
    }
  })
  return { part, resumed }
}

/** Throws away what was begun of a file. */
export async function dropPart(path: string): Promise<void> {
  await Promise.all([rm(`${path}.part`, { force: true }), rm(`${path}.tag`, { force: true })])
}

async function goOn(
  source: FeedSource,
  { name, bytes, path, onBytes }: FetchToFile,
  part: string,
  before: number,
  signal: AbortSignal,
): Promise<void> {
  if (before === bytes) return onBytes(bytes)
  const tag = before > 0 ? await readFile(`${path}.tag`, 'utf8').catch(() => null) : null
  // Its name holds its hash: what is joined wrongly is noticed, with a tag or without.
  const from = before < bytes ? before : 0
  const file = await source.open(name, { from, tag, signal })
  refuseLength(file, bytes)
  if (file.tag !== null) await writeFile(`${path}.tag`, file.tag, { mode: 0o600 })
  if (before > 0) await truncate(part, file.startsAt)
  await append(file, part, bytes, onBytes)
}

function refuseLength({ length }: FeedFile, signed: number): void {
  if (length === null || length === signed) return
  throw new FeedFailure(length > signed ? 'too-large' : 'damaged', { bytes: length, signed })
}

/** What came is in the file when this returns, also after a break: a later try goes on from there. */
async function append(file: FeedFile, part: string, bytes: number, onBytes: (soFar: number) => void): Promise<void> {
  const to = await open(part, 'a', 0o600)
  let at = file.startsAt
  try {
    for await (const chunk of file.chunks) {
      at += chunk.length
      if (at > bytes) throw new FeedFailure('too-large', { signed: bytes })
      await to.appendFile(chunk)
      onBytes(at)
    }
    if (at < bytes) throw new FeedFailure('damaged', { bytes: at, signed: bytes })
    await to.sync()
  } finally {
    await to.close()
  }
}

async function readWhole(source: FeedSource, name: string, maxBytes: number, signal: AbortSignal): Promise<Buffer> {
  const file = await source.open(name, { from: 0, tag: null, signal })
  if (file.length !== null && file.length > maxBytes)
    throw new FeedFailure('too-large', { bytes: file.length, maxBytes })
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of file.chunks) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new FeedFailure('too-large', { maxBytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Ends `work` when the file as a whole takes too long, however lively it drips. @throws {FeedFailure} `too-slow` */
async function withDeadline<T>(
  limits: FetchLimits,
  bytes: number,
  signal: AbortSignal,
  work: (bounded: AbortSignal) => Promise<T>,
): Promise<T> {
  const ms = boundMs(limits, bytes)
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ms)
  try {
    return await work(AbortSignal.any([signal, late.signal]))
  } catch (error) {
    if (late.signal.aborted && !signal.aborted) throw new FeedFailure('too-slow', { seconds: Math.ceil(ms / 1000) })
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** A line that broke or a server that is out of breath: the next try may do. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof FeedFailure)) return false
  const { code, detail } = error.refusal
  if (code === 'unreachable')
    return detail['error'] === 'cut' || detail['error'] === 'ECONNRESET' || detail['error'] === 'EPIPE'
  return code === 'http-error' && [429, 500, 502, 503, 504].includes(Number(detail['status']))
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0
}
