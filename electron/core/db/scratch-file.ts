import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { Scratch } from '../../roster-files/scratch.ts'
import { openDatabase } from './open-database.ts'

const CREATE = 'CREATE TABLE part (run INTEGER, seq INTEGER, bytes BLOB NOT NULL, PRIMARY KEY (run, seq)) STRICT'
const INSERT = 'INSERT INTO part (run, seq, bytes) VALUES (?, ?, ?)'
const BYTES = 'SELECT bytes FROM part WHERE run = ? AND seq = ?'

/**
 * Scratch in one encrypted file whose key is nowhere but in this process: what a killed process leaves can be read by nobody. `path` must
 * not exist yet. @throws SQLite's errors of a full disk
 */
export function openScratchFile(path: string): Scratch {
  const key = randomBytes(32)
  const db = openDatabase(path, key, 'build')
  key.fill(0)
  // Nothing is read twice before all the rest was: a larger cache would only take memory.
  db.pragma('cache_size = -2000')
  db.exec(CREATE)
  const insert = db.prepare<[number, number, Uint8Array]>(INSERT)
  const bytes = db.prepare<[number, number], Buffer>(BYTES).pluck()
  return {
    put(run, part, content) {
      insert.run(run, part, content)
    },
    get: (run, part) => bytes.get(run, part) ?? null,
    close() {
      db.close()
      rmSync(path, { force: true })
    },
  }
}
