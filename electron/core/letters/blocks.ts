import type { Block } from './typeset.ts'

export function gap(height: number): Block {
  return { height, draw: () => undefined }
}

/** One below the other. */
export function stack(blocks: readonly Block[]): Block {
  return {
    height: blocks.reduce((sum, block) => sum + block.height, 0),
    draw: (x, y) => {
      let at = y
      for (const block of blocks) {
        block.draw(x, at)
        at += block.height
      }
    },
  }
}

/** Beside each other, tops aligned; each at its own distance from the left. */
export function row(cells: readonly { x: number; block: Block }[]): Block {
  return {
    height: Math.max(0, ...cells.map((cell) => cell.block.height)),
    draw: (x, y) => {
      for (const cell of cells) cell.block.draw(x + cell.x, y)
    },
  }
}

/** The block with white or ink around it: `top` and `left` points in from its corner. */
export function inset(block: Block, top: number, left: number, bottom = top): Block {
  return { height: block.height + top + bottom, draw: (x, y) => block.draw(x + left, y + top) }
}

/** A horizontal line, its thickness in points. */
export function line(doc: PDFKit.PDFDocument, width: number, thickness: number): Block {
  return { height: thickness, draw: (x, y) => void doc.rect(x, y, width, thickness).fill('#000') }
}

/** `block` in the middle of a height that may be larger than its own. */
export function centred(block: Block, height: number): Block {
  const free = Math.max(0, height - block.height)
  return { height: block.height + free, draw: (x, y) => block.draw(x, y + free / 2) }
}
