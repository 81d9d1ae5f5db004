import { crc32, zstdDecompressSync } from 'node:zlib'

// Written from docs/feed.md alone, as another program would: slow, in one piece, trusting what it reads. Imports nothing of the product.

const ROWS =
  `familyRows kkDistrict kkDate kkSerialStep kkSerialHigh kkSerialLow districts person nikDistrict nikDay nikMonth nikYear
  nikSerialHigh nikSerialLow birthDiffers wordLengths wordText nameWords firstWordL firstWordP middleWordL middleWordP lastWordL
  lastWordP termsProgramme termsCategory termsWardClass termsStatus termsJknStatus termsJknSegment termsGiven terms fromDates validFrom
  validUntil statusSince residentSince residentDate jknStep jknNumber address addressDistrict villages addressVillage rw rt card
  cardKindStatus cardKindUid cardKindTemplate cardKindGiven cardKind templateLengths templateText templateDigits cardSerial cardUid
  cardSubmitted cardDistributed`.split(/\s+/)
const GONE = ROWS.slice(1, 6)

const SEX = ['L', 'P']
const CATEGORY = ['fakir-miskin', 'tidak-mampu', 'pmks', 'non-jkn', 'lainnya']
const WARD_CLASS = ['3', '2', '1']
const STATUS = ['active', 'suspended', 'ended', 'moved', 'deceased', 'duplicate']
const JKN_STATUS = ['none', 'active', 'inactive']
const SEGMENT = ['pbi-apbn', 'pbi-apbd', 'pbpu-pemda', 'ppu', 'pbpu', 'bp']
const CARD_STATUS = ['submitted', 'printing', 'distributed', 'lost', 'blocked']

type Row = Record<string, string | null>
type Header = { asOf: string; programmes: string[] } & Record<string, unknown>

export function readNaively(pack: Buffer): { header: Header; rows: Row[]; gone: string[] } {
  const length = pack.readUInt32LE(5)
  const text = pack.subarray(13, 13 + length)
  if (pack.toString('hex', 0, 5) !== '4c53501a01' || crc32(text) !== pack.readUInt32LE(9)) throw new Error('header')
  const header = JSON.parse(text.toString()) as Header
  const read = { header, rows: [] as Row[], gone: [] as string[] }
  for (let at = 13 + length; ;) {
    const head = pack.subarray(at, at + 9)
    const [kind, count, bytes] = [head[0], head.readUInt32LE(1), head.readUInt32LE(5)]
    const body = pack.subarray(at + 13, at + 13 + bytes)
    if (crc32(Buffer.concat([head, body])) !== pack.readUInt32LE(at + 9)) throw new Error('block')
    at += 13 + bytes
    if (kind === 1) read.rows.push(...rowsOf(new Columns(body, ROWS), header, count))
    else if (kind === 2) read.gone.push(...goneOf(new Columns(body, GONE), count))
    else if (at === pack.length) return read
    else throw new Error('end')
  }
}

class Columns {
  private readonly planes = new Map<string, Buffer[]>()
  private readonly numbers = new Map<string, number[]>()

  constructor(body: Buffer, names: readonly string[]) {
    let at = 0
    for (const name of names) {
      const planes: Buffer[] = []
      for (let left = body[at++]!; left > 0; left -= 1) {
        const bytes = body.subarray(at + 9, at + 9 + body.readUInt32LE(at + 5))
        planes.push(body[at] === 1 ? zstdDecompressSync(bytes) : Buffer.from(bytes))
        if (planes.at(-1)!.length !== body.readUInt32LE(at + 1)) throw new Error('plane')
        at += 9 + bytes.length
      }
      this.planes.set(name, planes)
    }
    if (at !== body.length) throw new Error('body')
  }

  /** Every number of the column that is still there. */
  all(name: string): number[] {
    let numbers = this.numbers.get(name)
    if (numbers !== undefined) return numbers
    const planes = this.planes.get(name)!.map((plane) => [...plane])
    numbers = []
    while (planes[0] !== undefined && planes[0].length > 0) {
      let value = 0n
      for (let depth = 0; ; depth += 1) {
        const byte = planes[depth]!.shift()!
        value += BigInt(byte % 128) << BigInt(7 * depth)
        if (byte < 128) break
      }
      numbers.push(Number(value))
    }
    this.numbers.set(name, numbers)
    return numbers
  }

  next(name: string): number {
    return this.all(name).shift()!
  }

  signed(name: string): number {
    return unzigzag(this.next(name))
  }

  texts(lengths: string, text: string): string[] {
    let at = 0
    const bytes = this.planes.get(text)![0] ?? Buffer.alloc(0)
    return this.all(lengths)
      .splice(0)
      .map((length) => bytes.toString('utf8', at, (at += length)))
  }

  uid(bytes: number): string {
    const planes = this.planes.get('cardUid')!
    let hex = ''
    for (let depth = 0; depth < bytes; depth += 1) {
      hex += planes[depth]!.toString('hex', 0, 1).toUpperCase()
      planes[depth] = planes[depth]!.subarray(1)
    }
    return hex
  }
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0')
}

function ascending(columns: Columns): () => string {
  let last: [number, number, number] | null = null
  return () => {
    const step = columns.next('kkDistrict')
    const district = (last === null ? 0 : last[0]) + step
    const isSame = last !== null && step === 0
    const date = columns.next('kkDate') + (isSame ? last![1] : 0)
    const serial =
      isSame && date === last![1]
        ? last![2] + 1 + columns.next('kkSerialStep')
        : columns.next('kkSerialHigh') * 100 + columns.next('kkSerialLow')
    last = [district, date, serial]
    return digits(district, 6) + digits(date, 6) + digits(serial, 4)
  }
}

function goneOf(columns: Columns, count: number): string[] {
  const next = ascending(columns)
  return Array.from({ length: count }, next)
}

function rowsOf(columns: Columns, header: Header, count: number): Row[] {
  const asOf = Date.parse(header.asOf) / 86_400_000
  const take = (name: string): number[] => columns.all(name).splice(0)
  const nextKk = ascending(columns)
  const districts = take('districts')
  const villages = take('villages')
  const words = columns.texts('wordLengths', 'wordText')
  const fronts = columns.texts('templateLengths', 'templateText')
  const frontDigits = take('templateDigits')
  const fromDates = take('fromDates').map((value) => asOf - unzigzag(value))
  const [programme, category, wardClass, status, jknStatus, segment, given] = ROWS.slice(24, 31).map(take) as [
    ...number[][],
  ]
  const [kindStatus, kindUid, kindTemplate, kindGiven] = ROWS.slice(47, 51).map(take)
  const rows: Row[] = []

  while (rows.length < count) {
    const kk = nextKk()
    const own = Number(kk.slice(0, 6))
    const addresses: Row[] = []
    const cards: Row[] = []
    let before: { nik: string; name: string; sex: number; birth: number } | null = null
    let familyDate: number | null = null
    let lastJkn: number | null = null

    for (let left = columns.next('familyRows'); left > 0; left -= 1) {
      const code = columns.next('person')
      if (code !== 4) before = person(code, before)
      const { nik, name, sex, birth } = before!

      const kind = columns.next('terms')
      const fromPlace = columns.next('validFrom')
      const from = fromPlace === 0 ? birth : fromDates[fromPlace - 1]!
      const until = given![kind]! & 1 ? asOf + columns.signed('validUntil') : null
      const since = given![kind]! & 2 ? from + columns.signed('statusSince') : null
      const resident = given![kind]! & 4 ? residence(birth) : null
      const jkn = given![kind]! & 8 ? jknNumber() : null
      const place = entry('address', addresses, address)
      const card = entry('card', cards, newCard)
      rows.push({
        nik,
        kkNumber: kk,
        name,
        sex: SEX[sex]!,
        birthDate: date(birth),
        programme: header.programmes[programme![kind]!]!,
        category: CATEGORY[category![kind]!]!,
        wardClass: WARD_CLASS[wardClass![kind]!]!,
        validFrom: date(from),
        validUntil: date(until),
        status: STATUS[status![kind]!]!,
        statusSince: date(since),
        ...place,
        residentSince: date(resident),
        jknNumber: jkn === null ? null : digits(jkn, 13),
        jknStatus: JKN_STATUS[jknStatus![kind]!]!,
        jknSegment: segment![kind] === 0 ? null : SEGMENT[segment![kind]! - 1]!,
        ...card,
      })
    }

    function person(code: number, last: typeof before): NonNullable<typeof before> {
      const nik = code >= 5 ? last!.nik : nextNik(last)
      const differs = code >= 5 ? code - 5 : code
      const day = Number(nik.slice(6, 8))
      const likelySex = day > 40 ? 1 : 0
      const sex = differs & 2 ? 1 - likelySex : likelySex
      const likely = likelyBirth(day > 40 ? day - 40 : day, Number(nik.slice(8, 10)), Number(nik.slice(10, 12)))
      const birth = differs & 1 ? likely + columns.signed('birthDiffers') : likely
      return { nik, name: nextName(SEX[sex]!), sex, birth }
    }

    function nextNik(last: typeof before): string {
      const place = columns.next('nikDistrict')
      const district = digits(place === 0 ? own : districts[place - 1]!, 6)
      const day = columns.next('nikDay') + (last?.nik.startsWith(district) ? Number(last.nik.slice(6, 8)) : 0)
      const others = ['nikMonth', 'nikYear', 'nikSerialHigh', 'nikSerialLow'].map((one) => digits(columns.next(one), 2))
      return district + digits(day, 2) + others.join('')
    }

    function residence(birth: number): number {
      const code = columns.next('residentSince')
      if (code === 2) return (familyDate = asOf - columns.signed('residentDate'))
      return code === 1 || familyDate === null ? birth : Math.max(familyDate, birth)
    }

    function jknNumber(): number {
      const step = lastJkn === null ? 0 : columns.next('jknStep')
      return (lastJkn = step === 0 ? columns.next('jknNumber') : lastJkn! + unzigzag(step - 1))
    }

    function entry(column: string, known: Row[], make: () => Row): Row {
      const place = known.length === 0 ? 0 : columns.next(column)
      return (known[place] ??= make())
    }

    function address(): Row {
      const district = columns.next('addressDistrict')
      const village = columns.next('addressVillage')
      return {
        districtCode: digits(district === 0 ? own : districts[district - 1]!, 6),
        villageCode: village === 0 ? null : digits(villages[village - 1]!, 10),
        rw: short(columns.next('rw')),
        rt: short(columns.next('rt')),
      }
    }
  }
  return rows

  function nextName(sex: string): string {
    const spaces = columns.next('nameWords')
    const name = [words[columns.next(`firstWord${sex}`)]!]
    for (let at = 1; at < spaces; at += 1) name.push(words[columns.next(`middleWord${sex}`)]!)
    if (spaces > 0) name.push(words[columns.next(`lastWord${sex}`)]!)
    return name.join(' ')
  }

  function likelyBirth(day: number, month: number, year: number): number {
    for (let century = 9900; ; century -= 100) {
      const born = Date.UTC(century + year, month - 1, day) / 86_400_000
      if (born <= asOf) return born
    }
  }

  function newCard(): Row {
    const kind = columns.next('cardKind')
    const template = kindTemplate![kind]!
    const serial = template > 0 && frontDigits[template - 1]! > 0 ? columns.next('cardSerial') : null
    const tail = serial === null ? '' : digits(serial, frontDigits[template - 1]!)
    const submitted = kindGiven![kind]! & 1 ? asOf - columns.signed('cardSubmitted') : null
    const distributed = kindGiven![kind]! & 2 ? (submitted ?? asOf) + columns.signed('cardDistributed') : null
    return {
      cardNumber: template === 0 ? null : fronts[template - 1]! + tail,
      cardUid: kindUid![kind] === 0 ? null : columns.uid([0, 4, 7, 10][kindUid![kind]!]!),
      cardStatus: kindStatus![kind] === 0 ? null : CARD_STATUS[kindStatus![kind]! - 1]!,
      cardSubmittedOn: date(submitted),
      cardDistributedOn: date(distributed),
    }
  }
}

function short(value: number): string | null {
  if (value === 0) return null
  if (value >= 1101) return digits(value - 1101, 1)
  return value >= 1001 ? digits(value - 1001, 2) : digits(value - 1, 3)
}

function date(day: null): null
function date(day: number): string
function date(day: number | null): string | null
function date(day: number | null): string | null {
  return day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10)
}
