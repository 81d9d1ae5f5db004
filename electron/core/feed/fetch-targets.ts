import { createReadStream, existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { TargetFile } from 'tuf-js'
import type { FreeBytes } from '../free-bytes.ts'
import { makePrivateFolder } from '../private-folder.ts'
import { FeedFailure } from './feed-failure.ts'
import type { FeedLimits } from './feed-limits.ts'
import type { FeedSource } from './feed-source.ts'
import { dropPart, fetchBytes, fetchToFile, type FetchToFile } from './fetch-file.ts'
import type { TrustedFeed } from './trusted-metadata.ts'

export type TargetsDeps = {
  source: FeedSource
  trusted: TrustedFeed
  limits: FeedLimits
  signal: AbortSignal
}

/** A file that the feed signed for: what it is called where it lies, and how long it must be. */
export type SignedTarget = { name: string; file: TargetFile; sha256: string }

/** @throws {FeedFailure} when it is not signed for, or for more than anything may be */
export async function signedTarget({ trusted }: TargetsDeps, name: string, maxBytes: number): Promise<SignedTarget> {
  const found = await optionalTarget(trusted, name)
  if (found === null) throw new FeedFailure('damaged', { missing: name })
  if (found.file.length > maxBytes)
    throw new FeedFailure('too-large', { file: name, bytes: found.file.length, maxBytes })
  return found
}

/** The text of a small file that the feed signed for; null when the feed has none. @throws {FeedFailure} */
export async function fetchText(deps: TargetsDeps, name: string): Promise<string | null> {
  if ((await optionalTarget(deps.trusted, name)) === null) return null
  const target = await signedTarget(deps, name, deps.limits.smallFileBytes)
  const bytes = await fetchBytes(deps.source, placeOf(target), target.file.length, deps.limits, deps.signal)
  if (!(await isSigned(target, Readable.from([bytes])))) throw new FeedFailure('damaged', { file: name })
  return bytes.toString('utf8')
}

/** Where a pack lies in `folder` when it is there whole, as an earlier try may have left it; null otherwise. */
export async function fetchedPack(folder: string, target: SignedTarget): Promise<string | null> {
  const path = join(folder, target.sha256)
  if (!existsSync(path)) return null
  if (await isSigned(target, createReadStream(path))) return path
  await rm(path, { force: true })
  return null
}

/** Fetches a pack into `folder`, going on with what broke off, and checks it. @throws {FeedFailure} */
export async function fetchPack(
  deps: TargetsDeps,
  folder: string,
  target: SignedTarget,
  onBytes: FetchToFile['onBytes'],
): Promise<string> {
  makePrivateFolder(folder)
  const path = join(folder, target.sha256)
  const job = { name: placeOf(target), bytes: target.file.length, path, onBytes }
  // What an earlier try left may be of another file, or was damaged on this disk: then once more, from the beginning.
  for (let again = true; ; again = false) {
    const { part, resumed } = await fetchWhole(deps, job, again)
    if (await isSigned(target, createReadStream(part))) {
      await rename(part, path)
      await rm(`${path}.tag`, { force: true })
      return path
    }
    await dropPart(path)
    if (!resumed || !again) throw new FeedFailure('damaged', { file: basename(target.name) })
  }
}

async function fetchWhole(
  { source, limits, signal }: TargetsDeps,
  job: FetchToFile,
  again: boolean,
): Promise<{ part: string; resumed: boolean }> {
  const begun = existsSync(`${job.path}.part`)
  try {
    return await fetchToFile(source, job, limits, signal)
  } catch (error) {
    const isWrong = error instanceof FeedFailure && ['damaged', 'too-large'].includes(error.refusal.code)
    if (!isWrong) throw error
    await dropPart(job.path)
    if (!begun || !again) throw error
    return fetchToFile(source, job, limits, signal)
  }
}

/** For what is fetched and what is built of it. @throws {FeedFailure} `disk-full` */
export function requireRoom(folder: string, bytes: number, freeBytes: FreeBytes, limits: FeedLimits): void {
  makePrivateFolder(folder)
  const free = freeBytes(folder)
  if (free === null || free >= bytes + limits.spareBytes) return
  throw new FeedFailure('disk-full', { free, needed: bytes + limits.spareBytes })
}

/** Throws away what belongs to none of the files that are wanted still. */
export async function keepOnly(folder: string, targets: readonly SignedTarget[]): Promise<void> {
  if (!existsSync(folder)) return
  const wanted = new Set(targets.map(({ sha256 }) => sha256))
  for (const name of await readdir(folder)) {
    if (!wanted.has(name.split('.')[0] ?? '')) await rm(join(folder, name), { force: true, recursive: true })
  }
}

/** Where it lies in the feed. */
export function placeOf({ name, sha256 }: SignedTarget): string {
  const folder = dirname(name)
  return `targets/${folder === '.' ? '' : `${folder}/`}${sha256}.${basename(name)}`
}

async function optionalTarget(trusted: TrustedFeed, name: string): Promise<SignedTarget | null> {
  const file = await trusted.target(name)
  if (file === null) return null
  const { sha256 } = file.hashes
  // Files are named by it, and nothing weaker is believed.
  if (sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)) throw new FeedFailure('newer-format', { file: name })
  return { name, file, sha256 }
}

async function isSigned({ file }: SignedTarget, content: Readable): Promise<boolean> {
  try {
    await file.verify(content)
    return true
  } catch (error) {
    if (error instanceof Error && /^Expected (length|hash) |^Hash algorithm /.test(error.message)) return false
    throw error
  }
}
