type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
type Snapshot = { field: Field; value: string; start: number | null; end: number | null }

/** As many keys as a recogniser looks back. */
const KEPT = 24

/** What the focused fields held before each of the last keys, so that a scanner's first ones can be taken back. */
export type FieldTrail = {
  /** Before a key reaches the page. */
  record: (focused: Element | null) => void
  /** Undoes the last so many keys. */
  takeBack: (keys: number) => void
  forget: () => void
}

export function createFieldTrail(): FieldTrail {
  let taken: (Snapshot | null)[] = []
  return {
    record: (focused) => {
      taken = [...taken, photograph(focused)].slice(-KEPT)
    },
    takeBack: (keys) => {
      const undone = keys > 0 ? taken.slice(-keys) : []
      const put = new Set<Field>()
      for (const [index, snapshot] of undone.entries()) {
        if (!snapshot || put.has(snapshot.field)) continue
        put.add(snapshot.field)
        // Nothing had the focus when the first key came, and the page put it into a field: the field has those keys already.
        restore(snapshot, index)
      }
      taken = []
    },
    forget: () => {
      taken = []
    },
  }
}

function photograph(element: Element | null): Snapshot | null {
  if (element instanceof HTMLSelectElement) return { field: element, value: element.value, start: null, end: null }
  return takesText(element)
    ? { field: element, value: element.value, start: element.selectionStart, end: element.selectionEnd }
    : null
}

/** Whether a key becomes a character there, and does nothing else. */
export function takesText(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(element.type)
  return element instanceof HTMLTextAreaElement
}

// React keeps its own copy of a field's value: the native setter plus an event brings both back.
function restore({ field, value, start, end }: Snapshot, already: number): void {
  const before =
    start !== null && already > 0 ? value.slice(0, Math.max(0, start - already)) + value.slice(start) : value
  if (field.value === before) return
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, before)
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  if (field instanceof HTMLSelectElement || start === null || end === null) return
  field.setSelectionRange(Math.max(0, start - already), Math.max(0, end - already))
}
