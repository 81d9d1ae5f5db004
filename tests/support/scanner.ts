import type { CDPSession, Page } from '@playwright/test'

type Key = { key: string; code: string; windowsVirtualKeyCode: number; text: string }

const ENDINGS = {
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, text: '' },
} as const
type Ending = keyof typeof ENDINGS | 'CR+LF' | 'none'

const SIGNS: Record<string, { code: string; shift: boolean; keyCode: number }> = {
  '/': { code: 'Slash', shift: false, keyCode: 191 },
  ':': { code: 'Semicolon', shift: true, keyCode: 186 },
  '.': { code: 'Period', shift: false, keyCode: 190 },
  '-': { code: 'Minus', shift: false, keyCode: 189 },
  ' ': { code: 'Space', shift: false, keyCode: 32 },
}

/** Nobody presses the trigger sooner after a key: the hand goes from the keyboard to the scanner. */
const HAND_MS = 300
/** As measured on common scanners: 4 to 16 ms. */
const KEY_GAP_MS = 8

const sessions = new WeakMap<Page, Promise<CDPSession>>()

/**
 * Types like a keyboard-wedge scanner: real key events, none waited for, with the times at which the hardware would have sent them.
 * (`page.keyboard` waits for the page after each key and stamps it then, so a busy page would turn it into a slow typist.)
 */
export async function scan(page: Page, text: string, ending: Ending = 'Enter'): Promise<void> {
  // The keys bear the times of the burst, which ends now: it must not begin before the last key of a person.
  await page.waitForTimeout(HAND_MS + KEY_GAP_MS * text.length)
  await sendBurst(page, text, ending)
}

/** The burst alone, at once; its last key is stamped now. `hang`: the machine delays what follows so many keys. */
export async function sendBurst(
  page: Page,
  text: string,
  ending: Ending = 'Enter',
  hang: { afterKeys: number; ms: number } | null = null,
): Promise<void> {
  const session = await sessionOf(page)
  const sent: Promise<unknown>[] = []
  let at = Date.now() - KEY_GAP_MS * (text.length + 1) - (hang?.ms ?? 0)
  const press = (key: Key, shift: boolean) => {
    const common = { modifiers: shift ? 8 : 0, timestamp: (at += KEY_GAP_MS) / 1_000 }
    const { key: name, code, windowsVirtualKeyCode } = key
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...common, ...key }))
    sent.push(
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common, key: name, code, windowsVirtualKeyCode }),
    )
  }
  for (const [index, character] of Array.from(text).entries()) {
    const { shift, ...key } = keyOf(character)
    if (index === hang?.afterKeys) at += hang.ms
    press(key, shift)
  }
  if (ending === 'CR+LF') for (const key of [ENDINGS.Enter, ENDINGS.Enter]) press(key, false)
  else if (ending !== 'none') press(ENDINGS[ending], false)
  await Promise.all(sent)
}

/** Waits until the same card counts as a new scan again. */
export async function afterRepeat(page: Page): Promise<void> {
  await page.waitForTimeout(3_050)
}

function keyOf(character: string): Key & { shift: boolean } {
  const upper = character.toUpperCase()
  if (/\d/.test(character)) return { key: character, code: `Digit${character}`, windowsVirtualKeyCode: character.charCodeAt(0), text: character, shift: false } // prettier-ignore
  if (/[A-Z]/.test(upper)) return { key: character, code: `Key${upper}`, windowsVirtualKeyCode: upper.charCodeAt(0), text: character, shift: character === upper } // prettier-ignore
  const sign = SIGNS[character]
  if (sign === undefined) throw new Error(`the scanner has no key for "${character}"`)
  return { key: character, code: sign.code, windowsVirtualKeyCode: sign.keyCode, text: character, shift: sign.shift }
}

function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page)
  if (known !== undefined) return known
  const session = page.context().newCDPSession(page)
  sessions.set(page, session)
  return session
}
