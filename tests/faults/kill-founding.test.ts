import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dataFolderAt } from '../../electron/core/data-folder.ts'
import { verifyJournal } from '../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import type { SetupInput } from '../../shared/contract/setup.ts'
import { startCore } from '../support/core-under-shell.ts'
import { testHospital } from '../support/journal.ts'

const ROUNDS = 20
const INPUT: SetupInput = {
  hospital: testHospital,
  deskCode: 'B7',
  administrator: { name: 'Budi Contoh', secret: '135790' },
}

it('a set-up that is killed at any moment leaves a folder that is unused, can be finished, or is ready', async () => {
  const wholeMs = (await foundIn(Number.POSITIVE_INFINITY)).tookMs
  const stages: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // Spread over the whole of it and beyond: other programs make it slower at times.
    const found = await foundIn((wholeMs * 2 * round) / ROUNDS)
    stages.push(found.stage)
    expect(found).toMatchObject({ signedIn: true, fault: null })
    expect(found.acknowledged ? found.stage : 'ready').toBe('ready')
  }
  const counted = Object.groupBy(stages, (stage) => stage)
  const said = Object.entries(counted).map(([stage, list]) => `${stage} ${list?.length}`)
  console.log(`set-up of ${Math.round(wholeMs)} ms killed ${ROUNDS} times: ${said.join(', ')}`)
  expect(new Set(stages).size).toBeGreaterThan(1)
}, 300_000)

/** Sets up a desk in a new folder and kills the core `killMs` later; then finds out what is left, and finishes it. */
async function foundIn(killMs: number) {
  const root = mkdtempSync(join(tmpdir(), 'loket-kill-founding-'))
  try {
    const core = startCore(root)
    await core.ready
    const startedAt = performance.now()
    const timer = Number.isFinite(killMs) ? setTimeout(() => core.kill(), killMs) : undefined
    const acknowledged = await core
      .page()
      .client.setup.finish(INPUT)
      .then(
        ({ kind }) => kind === 'founded',
        () => false,
      )
    const tookMs = performance.now() - startedAt
    clearTimeout(timer)
    core.kill()
    await core.ended
    return { acknowledged, tookMs, ...(await leftIn(root)) }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

async function leftIn(root: string) {
  const core = startCore(root)
  await core.ready
  const page = core.page()
  const { stage } = await page.client.setup.state()
  if (stage !== 'ready') await page.client.setup.finish(INPUT)
  if (stage === 'unfounded') await page.closed
  const { kind } = await core.page().client.session.signIn({ name: 'Budi Contoh', secret: '135790' })
  await core.stop()
  const folder = dataFolderAt(root)
  const secrets = keyFile(folder.keyFile).load()
  const fault = secrets === null ? 'no keys' : verifyJournal(folder, secrets).fault
  return { stage, signedIn: kind === 'signed-in', fault }
}
