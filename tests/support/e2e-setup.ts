import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import built from './built.ts'
import { DEMO_TEMPLATE, startDesk } from './desk.ts'

/** Builds, and fills one demo folder that every desk of the run starts from as its own copy: filling takes seconds, copying does not. */
export default async function setUp(): Promise<() => void> {
  built()
  const template = mkdtempSync(join(tmpdir(), 'loket-demo-'))
  const desk = await startDesk({ dataFolder: template })
  await desk.stop()
  process.env[DEMO_TEMPLATE] = template
  return () => rmSync(template, { recursive: true, force: true })
}
