import type { Page } from '@playwright/test'
import { en } from '../../renderer/messages/en.ts'
import { id } from '../../renderer/messages/id.ts'
import { terms } from '../../shared/texts/terms.ts'

/** Stands in a text for what the program fills in. */
const GAP = '\u0001'

/** The fixed parts of every text of a catalogue; a text with gaps gives its parts between them. */
function fixedParts(value: unknown): string[] {
  if (typeof value === 'string') return value.split(GAP).map((part) => part.trim())
  if (typeof value === 'function') return fixedParts(Reflect.apply(value, null, [GAP, GAP, GAP, GAP]))
  if (Array.isArray(value)) return value.flatMap(fixedParts)
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(fixedParts)
}

/** The family word of every synthetic person, and of the hospital: on English screens too. */
const FAMILY_WORD = 'Contoh'

const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** Parts of Indonesian texts, long enough to be recognised, that no English text contains. */
export function indonesianOnly(): string[] {
  const english = fixedParts([en, terms.en]).map(squeezed).join('\n').toLowerCase()
  const parts = fixedParts([id, terms.id]).map(squeezed)
  const words = parts.filter((part) => part.length >= 5 && /\p{L}{4}/u.test(part) && part !== FAMILY_WORD)
  return [...new Set(words)].filter((part) => !english.includes(part.toLowerCase()))
}

/** Whether `part` stands in `text` as words, and not inside of longer ones. */
export function containsWords(text: string, part: string): boolean {
  const at = text.toLowerCase().indexOf(part.toLowerCase())
  if (at < 0) return false
  return !/\p{L}/u.test(text[at - 1] ?? ' ') && !/\p{L}/u.test(text[at + part.length] ?? ' ')
}

/** Texts of an English page that stayed Indonesian. */
export async function indonesianLeft(page: Page): Promise<string[]> {
  const parts = indonesianOnly()
  const words = await wordsOnPage(page)
  return words.filter((text) => parts.some((part) => containsWords(text, part)))
}

/** Every text of the page that a person sees or hears: text, labels, hints, titles; one entry for each element. */
export function wordsOnPage(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    // What the switch itself says is in the language that it leads to.
    const foreign = (element: Element | null) => element?.closest('[lang]:not(html)') !== null && element !== null
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      if (text !== '' && !foreign(node.parentElement)) found.push(text)
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      if (foreign(element)) continue
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        const text = element.getAttribute(name)
        if (text) found.push(text)
      }
    }
    return found
  })
}
