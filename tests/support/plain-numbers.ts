import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where numbers of `known` stand in clear: number -> how often. */
export type Findings = Map<string, number>

const CHUNK_BYTES = 8 * 1024 * 1024
const OVERLAP_BYTES = 64
const ZERO = 0x30
const NINE = 0x39

/** Every file below `folder`, as `path -> findings`; files without any are left out. */
export function numbersInFolder(folder: string, known: ReadonlySet<string>): Map<string, Findings> {
  const found = new Map<string, Findings>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    // Sockets and links are not files that hold anything.
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue
    const findings: Findings = new Map()
    collect(readFileSync(path), known, findings)
    if (findings.size > 0) found.set(name, findings)
  }
  return found
}

/** Everything that a process holds in writable memory; Linux only, as the same user or root. Other threads run on meanwhile. */
export function numbersInProcess(pid: number, known: ReadonlySet<string>): Findings {
  const findings: Findings = new Map()
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    for (const { from, to } of writableRanges(pid)) scanRange(memory, from, to, known, findings)
  } finally {
    closeSync(memory)
  }
  return findings
}

function writableRanges(pid: number): { from: number; to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
    .filter((match) => match !== null)
    .map(([, from = '0', to = '0']) => ({ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }))
}

function scanRange(memory: number, from: number, to: number, known: ReadonlySet<string>, findings: Findings): void {
  const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, to - from))
  for (let at = from; at < to; at += chunk.length - OVERLAP_BYTES) {
    let bytes: number
    try {
      bytes = readSync(memory, chunk, 0, Math.min(chunk.length, to - at), at)
    } catch {
      return // A range that was given back meanwhile.
    }
    collect(chunk.subarray(0, bytes), known, findings)
    if (bytes < chunk.length || at + bytes >= to) return
  }
}

/** One byte a digit (Latin-1, UTF-8) and two (UTF-16): the two ways in which V8 and SQLite keep text. */
function collect(bytes: Buffer, known: ReadonlySet<string>, findings: Findings): void {
  for (const step of [1, 2] as const) {
    for (let at = 0; at < bytes.length; at += 1) {
      // A run of sixteen that begins here or a little later would cover this place: most of memory is skipped.
      const probe = at + 15 * step
      if (!isDigit(bytes[probe]) && (step === 1 || !isDigit(bytes[probe + 1]))) {
        at = probe + step - 1
        continue
      }
      let end = at
      while (end < bytes.length && isDigit(bytes[end]) && (step === 1 || bytes[end + 1] === 0)) end += step
      const digits = (end - at) / step
      if (digits < 16) {
        at = Math.max(at, end - 1)
        continue
      }
      const text = bytes.toString(step === 1 ? 'latin1' : 'utf16le', at, end)
      // Numbers may stand side by side in a database page.
      for (let start = 0; start + 16 <= text.length; start += 1) {
        const number = text.slice(start, start + 16)
        if (known.has(number)) findings.set(number, (findings.get(number) ?? 0) + 1)
      }
      at = end - 1
    }
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE
}
