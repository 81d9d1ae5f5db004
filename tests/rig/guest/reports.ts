const DATA_BYTES = 56

/** Layout B: report id, length, symbology, data, a bit for "continued". */
export function layoutB(aim: string, text: string): Buffer[] {
  return parts(text).map((part, index, all) => {
    const report = Buffer.alloc(62)
    report[0] = 2
    report[1] = part.length
    report.write(aim, 2, 'latin1')
    part.copy(report, 5)
    report[61] = index < all.length - 1 ? 1 : 0
    return report
  })
}

/** Layout A: report id, length, a zero, symbology, data, the maker's code for the symbology, a zero. One report. */
export function layoutA(aim: string, text: string): Buffer {
  const report = Buffer.alloc(64)
  report[0] = 2
  report[1] = text.length
  report.write(aim, 3, 'latin1')
  report.write(text, 6, 'latin1')
  report[62] = 0x0b
  return report
}

/** Characters on a page of the maker's own, padded with zeros, no report id. */
export function plainText(text: string, bytes: number): Buffer {
  const report = Buffer.alloc(bytes)
  report.write(text, 'latin1')
  return report
}

/** A keyboard key of the second collection of a composite device. */
export function keyDown(reportId: number, key: number): Buffer {
  return Buffer.from([reportId, 0, 0, key, 0, 0, 0, 0, 0])
}

function parts(text: string): Buffer[] {
  const data = Buffer.from(text, 'latin1')
  return Array.from({ length: Math.max(1, Math.ceil(data.length / DATA_BYTES)) }, (_, index) =>
    data.subarray(index * DATA_BYTES, (index + 1) * DATA_BYTES),
  )
}
