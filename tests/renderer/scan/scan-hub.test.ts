import { describe, expect, it } from 'vitest'
import { createScanHub } from '../../../renderer/scan/scan-hub.ts'
import type { Fate, Listener, Scan, Trouble } from '../../../renderer/scan/scan-hub.ts'
import { REPEAT_MS } from '../../../shared/domain/reader.ts'

const AHMAD = '3275021508909901'
const SITI = '3275025403929912'

const wedge = (text: string): Scan => ({ text, source: 'wedge', aim: null, reader: null })
const hid = (text: string, reader = 'Meja 1'): Scan => ({ text, source: 'hid', aim: ']C0', reader })

function desk() {
  let at = 10_000
  const tones: Fate[] = []
  const hub = createScanHub({ now: () => at, tone: (fate) => tones.push(fate) })
  const listener = (fate: Fate = 'used', says = true) => {
    const heard: string[] = []
    const troubles: Trouble[] = []
    const takenBack: string[] = []
    const current: Listener = {
      onScan: ({ text }) => {
        heard.push(text)
        return fate
      },
      onTrouble: says ? (trouble) => troubles.push(trouble) : null,
      onTakenBack: (text) => takenBack.push(text),
    }
    return { current, heard, troubles, takenBack }
  }
  return { hub, tones, listener, wait: (ms: number) => (at += ms) }
}

describe('the scans of a page', () => {
  it('reach only what lies on top: a dialog before the page, the page before what stands behind all', () => {
    const { hub, listener, wait } = desk()
    const [base, page, dialog] = [listener(), listener(), listener()]
    // A dialog may stand before the page has said that it listens.
    const closes = hub.listen(dialog, 'dialog')
    hub.listen(page, 'page')
    hub.listen(base, 'base')
    hub.hear(hid(AHMAD))
    closes()
    wait(REPEAT_MS)
    hub.hear(hid(AHMAD))
    expect([base.heard, page.heard, dialog.heard]).toEqual([[], [AHMAD], [AHMAD]])
  })

  it('are one scan when the same value comes again within the time, from whatever reads it', () => {
    const { hub, listener, wait } = desk()
    const page = listener()
    hub.listen(page, 'page')
    hub.hear(hid(AHMAD))
    wait(400)
    hub.hear(wedge(AHMAD))
    hub.hear(hid(AHMAD, 'Meja 2'))
    wait(REPEAT_MS - 1)
    hub.hear(hid(AHMAD))
    expect(page.heard).toEqual([AHMAD])
    wait(REPEAT_MS)
    hub.hear(hid(AHMAD))
    expect(page.heard).toEqual([AHMAD, AHMAD])
  })

  it('are new at once when the value is another, and when the clerk goes back to the first card', () => {
    const { hub, listener, wait } = desk()
    const page = listener()
    hub.listen(page, 'page')
    hub.hear(wedge(AHMAD))
    hub.hear(hid(SITI))
    wait(1_100)
    hub.hear(wedge(AHMAD))
    expect(page.heard).toEqual([AHMAD, SITI, AHMAD])
  })

  it('do not bring the first card back when a slower reader tells it after the second', () => {
    const { hub, listener, wait } = desk()
    const page = listener()
    hub.listen(page, 'page')
    hub.hear(hid(AHMAD))
    wait(200)
    hub.hear(hid(SITI))
    wait(200)
    hub.hear(wedge(AHMAD))
    expect(page.heard).toEqual([AHMAD, SITI])
  })

  it('count again at once after the desk was cleared, but not for a card that lies on the reader', () => {
    const { hub, listener, wait } = desk()
    const page = listener()
    hub.listen(page, 'page')
    hub.hear(hid(AHMAD))
    wait(900)
    hub.cleared()
    hub.hear(hid(AHMAD))
    expect(page.heard).toEqual([AHMAD, AHMAD])

    for (let turn = 0; turn < 3; turn += 1) {
      wait(700)
      hub.hear(hid(AHMAD))
    }
    hub.cleared()
    wait(700)
    hub.hear(hid(AHMAD))
    expect(page.heard).toHaveLength(2)
    expect(page.troubles).toEqual([{ kind: 'lying' }])
  })

  it('are forgotten when the desk is locked', () => {
    const { hub, listener } = desk()
    const page = listener()
    hub.listen(page, 'page')
    hub.hear(hid(AHMAD))
    hub.wipe()
    hub.hear(hid(AHMAD))
    expect(page.heard).toEqual([AHMAD, AHMAD])
  })

  it('may come again at once when nothing was done with them', () => {
    const { hub, tones, listener } = desk()
    const page = listener('unused')
    hub.listen(page, 'page')
    hub.hear(hid(AHMAD))
    hub.hear(hid(AHMAD))
    expect(page.heard).toEqual([AHMAD, AHMAD])
    expect(tones).toEqual(['unused', 'unused'])
  })

  it('sound only for readers that do not beep by themselves', () => {
    const { hub, tones, listener } = desk()
    hub.listen(listener(), 'page')
    hub.hear(wedge(AHMAD))
    hub.trouble({ kind: 'not-whole', reader: null })
    expect(tones).toEqual([])
    hub.hear(hid(SITI))
    hub.trouble({ kind: 'not-whole', reader: 'Meja 1' })
    hub.trouble({ kind: 'no-card', reader: 'Meja 1' })
    expect(tones).toEqual(['used', 'unused', 'unused'])
  })

  it('are said by what lies under a dialog that has no place for it', () => {
    const { hub, listener } = desk()
    const [page, dialog] = [listener(), listener('used', false)]
    hub.listen(page, 'page')
    hub.listen(dialog, 'dialog')
    hub.trouble({ kind: 'not-whole', reader: 'Meja 1' })
    expect(page.troubles).toHaveLength(1)
  })

  it('are taken back everywhere when they were only a part', () => {
    const { hub, listener } = desk()
    const page = listener()
    hub.listen(page, 'page')
    hub.hear(wedge('3275021508909'))
    hub.takeBack('3275021508909')
    expect(page.takenBack).toEqual(['3275021508909'])
    hub.hear(wedge('3275021508909'))
    expect(page.heard).toHaveLength(2)
  })
})
