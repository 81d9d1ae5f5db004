import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { makePrivateFolder } from '../private-folder.ts'

/** A code, a reference, a count. Never text that a person typed or that came from a card. */
export type LogValue = string | number | boolean | readonly string[]

export type Log = { write(event: string, facts?: Readonly<Record<string, LogValue>>): void }

export type LogOptions = {
  folder: string
  /** File name without extension: one file per process, for two writers cannot rotate one file. */
  name: 'core' | 'shell'
  now: () => string
  maxBytes?: number
  keep?: number
}

const KEPT_FILES = 3
const CODE = /^[\w.:+@/-]{1,80}$/
// NIK, KK, card and JKN numbers have 13 to 16 digits; a birth date has eight.
const LONG_NUMBER = /\d{7,}/

/**
 * Opens a log of JSON lines in `folder`, at most `keep` + 1 files of `maxBytes`. A log that cannot be written never
 * stops the desk. A value that is not a code is withheld, so that a mistake elsewhere cannot put a person into the log.
 */
export function openLog({ folder, name, now, maxBytes = 1_000_000, keep = KEPT_FILES }: LogOptions): Log {
  const file = join(folder, `${name}.log`)
  let size = prepare(folder, file)
  return {
    write(event, facts = {}) {
      const line = `${JSON.stringify({ at: now(), event, ...withheld(facts) })}\n`
      try {
        if (size + line.length > maxBytes) {
          rotateLog(file, keep)
          size = 0
        }
        appendFileSync(file, line, { mode: 0o600 })
        size += line.length
      } catch {
        // A full disk must not stop an admission; the journal reports it where it matters.
      }
    },
  }
}

/** For a process without a data folder yet. */
export const silentLog: Log = { write: () => undefined }

/** The places of an error without its message, which may hold what a person typed: `file.ts:12:3`. */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return []
  return error.stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => basename(line.match(/([^\s()]+:\d+:\d+)\)?$/)?.[1] ?? 'native'))
}

/** The class of an error, or its system code (`ENOSPC`), never its message. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

function prepare(folder: string, file: string): number {
  try {
    makePrivateFolder(folder)
    return statSync(file, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    return 0
  }
}

function withheld(facts: Readonly<Record<string, LogValue>>): Record<string, LogValue> {
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, safe(value)]))
}

function safe(value: LogValue): LogValue {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Math.abs(value) < 1e12 ? value : 'withheld'
  if (typeof value === 'string') return isCode(value) ? value : 'withheld'
  return value.map((item) => (isCode(item) ? item : 'withheld'))
}

function isCode(text: string): boolean {
  return CODE.test(text) && !LONG_NUMBER.test(text)
}

/** Moves a full log file on, and the ones before it; the oldest goes. */
export function rotateLog(file: string, keep = KEPT_FILES): void {
  rmSync(`${file}.${keep}`, { force: true })
  for (let index = keep - 1; index >= 1; index--) moveIfThere(`${file}.${index}`, `${file}.${index + 1}`)
  moveIfThere(file, `${file}.1`)
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to)
}
