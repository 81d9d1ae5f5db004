// What the guest runs, as root: it owns the devices; the readers process under test is an ordinary user's.
import { writeFileSync } from 'node:fs'
import { cpus, release } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { ReadersPolicy, type ReaderId, type ReaderSettings } from '../../../shared/domain/reader.ts'
import type { RigResults } from '../results.ts'
import { ms, mustBe, mustHold } from './checks.ts'
import { tellHost } from './console.ts'
import { measure, type Measured } from './measure.ts'
import { BARE_OTHER, BARE_SCANNER, idOf, OTHER_SCANNER, SCANNER } from './models.ts'
import { Rig } from './rig.ts'
import { crashing } from './scenarios/crashing.ts'
import { flooding } from './scenarios/flooding.ts'
import { gadget } from './scenarios/gadget.ts'
import { neverOpened, neverSeenOpen, plugPersonal } from './scenarios/never-opened.ts'
import { permission } from './scenarios/permission.ts'
import { plugging } from './scenarios/plugging.ts'
import { bulk } from './scenarios/reports-in-bulk.ts'
import { NFC_ID, OTHER_ID, readChosen, readEverything, SCANNER_ID, VENDOR_ID } from './scenarios/scans.ts'

const BARE_IDS = [idOf(BARE_SCANNER, '8c/2'), idOf(BARE_OTHER, '8c/2')]

const POLICY = ReadersPolicy.parse({
  sound: true,
  readers: [
    settings(VENDOR_ID, { form: 'text' }),
    settings(NFC_ID, { form: 'uid', uid: { order: 'reversed', offset: 0, bytes: 4 } }),
    ...BARE_IDS.map((id) => settings(id, { role: 'off' })),
  ],
})

const results: RigResults = { outcomes: [], figures: [], measured: {}, cpus: cpus().length, kernel: release() }
let code = 1
try {
  await run()
  code = results.outcomes.every(({ passed }) => passed) ? 0 : 1
} catch (error) {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  results.outcomes.push({ name: 'the rig came to its end', passed: false, detail })
  tellHost(`FAILED ${detail}`)
}
writeFileSync('/out/results.json', JSON.stringify(results, null, 2))
process.exit(code)

async function run(): Promise<void> {
  const rig = new Rig()
  const { checks, shell } = rig
  results.outcomes = checks.outcomes
  const personal = await plugPersonal(rig)
  let scanner = rig.plug(SCANNER)
  const other = rig.plug(OTHER_SCANNER)
  await rig.pathOf(other)
  // Let the rights of what was there before settle, as at a machine that has been running.
  await delay(100)
  shell.send({ kind: 'start', policy: POLICY })
  await checks.check('what is plugged in before the start is opened', async () => {
    for (const id of [SCANNER_ID, OTHER_ID]) await shell.opened(id, 0, 60_000)
    mustBe('driver', shell.lastList().driver, 'hidraw')
  })
  // Without that, nothing that follows could tell anything.
  if (!checks.outcomes.every(({ passed }) => passed)) return
  await readEverything(rig, scanner, other)
  await readChosen(rig)
  await neverOpened(rig, personal)
  scanner = await plugging(rig, scanner)
  await bulk(rig, scanner)
  await flooding(rig, scanner)
  await permission(rig)
  await gadget(rig)
  const measured = await measure(rig, scanner)
  report(measured)
  const restarts = await crashing(rig, scanner)
  figure('bare reader from nothing to reading', [measured.startMs])
  figure('SIGSEGV to opened again', restarts.segfault)
  figure('SIGSTOP to opened again', restarts.hang)
  await toldOnce(rig)
  await checks.check('stop closes every device and ends the process', async () => {
    const pid = shell.pid()
    const took = await shell.stop()
    for (const device of [scanner, other]) device.serve()
    mustBe('devices it holds', shell.holds(), [])
    mustHold('the process is still there', !processLives(pid))
    mustBe('scanner closed', scanner.closes, scanner.opens)
    mustBe('other scanner closed', other.closes, other.opens)
    return ms(took)
  })
  await neverSeenOpen(rig)
  rig.end()
}

/** Over the whole run, with its crashes: a scan that was told twice would admit twice. */
async function toldOnce({ checks, shell }: Rig): Promise<void> {
  await checks.check('no scan of the whole run was told twice', () => {
    const counted = new Map<string, number>()
    for (const { text } of shell.scans(0)) if (/^99\d{11}$/.test(text)) counted.set(text, (counted.get(text) ?? 0) + 1)
    const twice = [...counted.values()].filter((times) => times > 1).length
    mustBe('texts told twice', twice, 0)
    return `${counted.size} texts`
  })
}

function report({ figures, measured }: Measured): void {
  results.figures.push(...figures)
  Object.assign(results.measured, measured)
  for (const line of figures) tellHost(line)
}

function figure(name: string, times: number[]): void {
  const line = `${name}: ${times.map((time) => ms(time)).join(', ')}`
  results.figures.push(line)
  tellHost(line)
}

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function settings(id: ReaderId, said: Partial<ReaderSettings>): ReaderSettings {
  return {
    id,
    name: '',
    role: 'desk',
    form: 'hid-pos',
    prefix: '',
    suffix: '',
    uid: { order: 'auto', offset: 0, bytes: 4 },
    ...said,
  }
}
