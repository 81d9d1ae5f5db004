/** AIM symbology identifiers by ISO/IEC 15424: with the modifier where it makes another code of it. */
const EXACT: Record<string, string> = {
  C1: 'GS1-128',
  C2: 'Code 128 (FNC1)',
  C4: 'ISBT 128',
  E0: 'EAN-13 / UPC',
  E3: 'EAN-13 + 2/5',
  E4: 'EAN-8',
  Q0: 'QR Code model 1',
  Q1: 'QR Code',
  Q3: 'GS1 QR Code',
  d2: 'GS1 Data Matrix',
  L0: 'PDF417',
}
const FAMILY: Record<string, string> = {
  A: 'Code 39',
  B: 'Telepen',
  C: 'Code 128',
  D: 'Code One',
  E: 'EAN / UPC',
  F: 'Codabar',
  G: 'Code 93',
  H: 'Code 11',
  I: 'Interleaved 2 of 5',
  K: 'Code 16K',
  L: 'PDF417',
  M: 'MSI',
  N: 'Anker',
  O: 'Codablock',
  P: 'Plessey',
  Q: 'QR Code',
  R: 'Straight 2 of 5',
  S: 'Straight 2 of 5',
  T: 'Code 49',
  U: 'MaxiCode',
  d: 'Data Matrix',
  e: 'GS1 DataBar',
  h: 'Han Xin',
  o: 'OCR',
  z: 'Aztec',
}

/** The name of a code for `]E0`; null where the standard has none, as for `]X9`. Names of codes are the same in every language. */
export function aimName(aim: string): string | null {
  const code = aim.replace(/^\]/, '')
  return EXACT[code] ?? FAMILY[code.charAt(0)] ?? null
}
