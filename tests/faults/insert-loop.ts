import { writeSync } from 'node:fs'
import { openDatabase } from '../../electron/core/db/open-database.ts'

// The control: the same kind of file, written without a sync at each commit. Argument: path.
const [path = ''] = process.argv.slice(2)
const db = openDatabase(path, Buffer.alloc(32, 5), 'journal')
db.pragma('synchronous = NORMAL')
db.exec('CREATE TABLE IF NOT EXISTS rows (n INTEGER PRIMARY KEY, filler TEXT NOT NULL) STRICT')
const insert = db.prepare('INSERT INTO rows (filler) VALUES (?)')
for (;;) {
  const { lastInsertRowid } = insert.run('x'.repeat(300))
  writeSync(1, `${lastInsertRowid} ${process.hrtime.bigint()}\n`)
}
