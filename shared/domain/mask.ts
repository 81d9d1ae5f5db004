import { groupDigits } from './format.ts'

/** A NIK for a public screen or a letter's QR: kabupaten/kota and last two digits, `3275 **** **** **01`. */
export function maskNik(nik: string): string {
  return groupDigits(nik.replace(/(?<=.{4}).(?=.{2})/g, '*'))
}

/** A name for a public screen: the first name and an initial, `Siti C.`; of a single name only its beginning, `Suk***`. */
export function maskName(name: string): string {
  const [first = '', second] = name.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  if (second === undefined) return `${capitalised(first).slice(0, Math.min(3, first.length - 1))}***`
  return `${capitalised(first)} ${second
    .replace(/^\P{L}+/u, '')
    .charAt(0)
    .toUpperCase()}.`
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
}
