// Runs a script of this project on Node 24: `node electron/build/run.mjs tests/run-tests.ts ...`. Readable by any Node.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { runOnProjectNode } from './project-node.mjs'

runOnProjectNode(fileURLToPath(import.meta.url), process.argv.slice(2))
const [script] = process.argv.splice(2, 1)
const file = resolve(fileURLToPath(new URL('../../', import.meta.url)), script)
// What the script sees is what it would see if it were called directly.
process.argv[1] = file
await import(pathToFileURL(file).href)
