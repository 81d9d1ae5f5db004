import { isUtf8 } from 'node:buffer'
import { readSync } from 'node:fs'

export type CsvFault = 'not-utf8' | 'unclosed-quote'

/** Why the file as a whole cannot be read; `line` is where the trouble begins. */
export class CsvRefused extends Error {
  readonly code: CsvFault
  readonly line: number
  constructor(code: CsvFault, line: number) {
    super(`csv refused: ${code}`)
    this.code = code
    this.line = line
  }
}

export type CsvSink = {
  /** `line` counts from 1; a record with line breaks inside quotes has the line where it begins. Blank lines are skipped. */
  record(line: number, fields: string[]): void
  /** A quote inside an unquoted field, or text after a closing quote: this line is lost, the next one is read again. */
  badQuoting(line: number): void
}

const BLOCK_BYTES = 1 << 18
const NEWLINE = 0x0a
/** A record longer than this is a quote that was never closed. */
const MAX_RECORD_CHARS = 1 << 16
const BOM = /^\uFEFF/

/**
 * Text of an open file in blocks that end with a line end (the last one perhaps not). Cutting there never splits a character, so each
 * block is decoded on its own, at the speed of a whole-buffer check. Without a BOM. @throws {CsvRefused} `not-utf8`
 */
export function* textBlocks(file: number, onBytes: (bytes: number) => void): Generator<string> {
  let rest = Buffer.alloc(0)
  let line = 1
  let first = true
  for (;;) {
    const block = Buffer.allocUnsafe(BLOCK_BYTES)
    const count = readSync(file, block, 0, BLOCK_BYTES, null)
    onBytes(count)
    const bytes = rest.length === 0 ? block.subarray(0, count) : Buffer.concat([rest, block.subarray(0, count)])
    const end = count === 0 ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1
    if (end > 0) {
      const whole = bytes.subarray(0, end)
      if (!isUtf8(whole)) throw new CsvRefused('not-utf8', line + linesBeforeFault(whole))
      const text = first ? whole.toString('utf8').replace(BOM, '') : whole.toString('utf8')
      first = false
      yield text
      if (count > 0) line += linesIn(whole)
    }
    if (count === 0) return
    rest = bytes.subarray(end)
    if (rest.length > MAX_RECORD_CHARS * 4) throw new CsvRefused('unclosed-quote', line)
  }
}

/**
 * Reads RFC 4180 records. Lines without a quote, nearly all, are split directly: ten times the rate of a general parser, same result.
 * @throws {CsvRefused} `unclosed-quote`
 */
export function readRecords(blocks: Iterable<string>, delimiter: ',' | ';', sink: CsvSink): void {
  let line = 0
  let open: Open | null = null
  for (const block of blocks) {
    const plain = open === null && !block.includes('"')
    for (let from = 0; from < block.length;) {
      const newline = block.indexOf('\n', from)
      const to = newline < 0 ? block.length : newline
      line += 1
      const raw = block.slice(from, block[to - 1] === '\r' && to > from && newline >= 0 ? to - 1 : to)
      if (plain || (open === null && !raw.includes('"'))) {
        if (raw.trim() !== '') sink.record(line, raw.split(delimiter))
      } else {
        const begun: Open = open ?? { line, length: 0, fields: [], value: null }
        const ended = quotedFields(begun, raw, delimiter)
        open = null
        if (ended === 'open') {
          const lineEnd = block.slice(from + raw.length, newline < 0 ? to : newline + 1)
          open = {
            ...begun,
            length: begun.length + raw.length + lineEnd.length,
            value: `${begun.value ?? ''}${lineEnd}`,
          }
          if (open.length > MAX_RECORD_CHARS) throw new CsvRefused('unclosed-quote', open.line)
        } else if (ended === 'bad') sink.badQuoting(begun.line)
        else sink.record(begun.line, begun.fields)
      }
      from = to + 1
    }
  }
  if (open !== null) throw new CsvRefused('unclosed-quote', open.line)
}

/** A record whose last quoted field goes on behind the line end. `value`: that field so far; null where no field is open. */
type Open = { line: number; length: number; fields: string[]; value: string | null }

/** Reads one more line of a record that holds quotes into `record`; each character once, however many lines the record has. */
function quotedFields(record: Open, text: string, delimiter: string): 'open' | 'bad' | 'ended' {
  for (let at = 0; ;) {
    if (record.value !== null || text[at] === '"') {
      let from = record.value === null ? at + 1 : at
      let value = record.value ?? ''
      for (;;) {
        const close = text.indexOf('"', from)
        record.value = value + text.slice(from, close < 0 ? text.length : close)
        if (close < 0) return 'open'
        at = close + 1
        if (text[at] !== '"') break
        value = `${record.value}"`
        from = at + 1
      }
      record.fields.push(record.value)
      record.value = null
      if (at < text.length && text[at] !== delimiter) return 'bad'
    } else {
      const end = text.indexOf(delimiter, at)
      const value = text.slice(at, end < 0 ? text.length : end)
      if (value.includes('"')) return 'bad'
      record.fields.push(value)
      at = end < 0 ? text.length : end
    }
    if (at >= text.length) return 'ended'
    at += 1
  }
}

function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1
  return lines
}

/** Lines of a block that are still good, so that a person finds the bad one. */
function linesBeforeFault(bytes: Buffer): number {
  let lines = 0
  for (let from = 0; from < bytes.length; lines += 1) {
    const newline = bytes.indexOf(NEWLINE, from)
    const to = newline < 0 ? bytes.length : newline + 1
    if (!isUtf8(bytes.subarray(from, to))) return lines
    from = to
  }
  return lines
}
