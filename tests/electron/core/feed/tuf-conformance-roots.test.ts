import { describe, expect, it } from 'vitest'
import { feedDesk } from '../../../support/feed-desk.ts'
import { FIVE, OTHER_FIVE, roleOf, tufDesk, type Keys } from './tuf-desk.ts'

// What the public suite tuf-conformance asks of roots; docs/feed.md says which of its cases stands where.

const at = tufDesk()

const ALL_OTHERS = [5, 6, 7, 8, 9]

// Where the suite has roots of one signature, these have two: with fewer a desk believes no root.
const ROOTS: readonly (readonly [string, 'trusted' | 'bad-signature', readonly Keys[]])[] = [
  [
    'all keys change, then the new ones sign alone',
    'trusted',
    [
      [[1, 2], 2, [1, 2]],
      [[3, 4], 2, [3, 4, 1, 2]],
      [[3, 4], 2, [3, 4]],
    ],
  ],
  [
    'keys that nobody trusts sign as well',
    'trusted',
    [
      [[1, 2], 2, [8, 1, 2, 9]],
      [[3, 4], 2, [8, 3, 4, 1, 2, 9]],
      [[3, 4], 2, [8, 3, 4, 9]],
    ],
  ],
  [
    '3 of 5 sign, others each time',
    'trusted',
    [
      [FIVE, 3, [0, 2, 4]],
      [FIVE, 3, [0, 4, 1]],
      [FIVE, 3, [0, 1, 3]],
      [FIVE, 3, [0, 1, 3]],
    ],
  ],
  [
    'one of five changes',
    'trusted',
    [
      [FIVE, 3, [0, 2, 4]],
      [OTHER_FIVE, 3, [0, 4, 1]],
    ],
  ],
  [
    'one of five changes, in two steps',
    'trusted',
    [
      [FIVE, 3, [0, 2, 4]],
      [OTHER_FIVE, 3, [0, 2, 4, 5]],
      [OTHER_FIVE, 3, [0, 4, 5]],
    ],
  ],
  [
    'all five change, in two steps',
    'trusted',
    [
      [FIVE, 3, [0, 2, 4]],
      [ALL_OTHERS, 3, [0, 2, 4, 5, 6, 7]],
      [ALL_OTHERS, 3, [5, 6, 7]],
    ],
  ],
  [
    '2 of 3 become 3 of 3',
    'trusted',
    [
      [[1, 2, 3], 2, [1, 2]],
      [[1, 2, 3], 3, [1, 2, 3]],
    ],
  ],
  [
    '3 of 3 become 2 of 3',
    'trusted',
    [
      [[1, 2, 3], 3, [1, 2, 3]],
      [[1, 2, 3], 2, [1, 2, 3]],
      [[1, 2, 3], 2, [1, 2]],
    ],
  ],
  [
    '2 of 2 become 3 of 3',
    'trusted',
    [
      [[1, 2], 2, [1, 2]],
      [[1, 2, 3], 3, [1, 2, 3]],
    ],
  ],
  [
    'all keys change, and the old ones do not sign',
    'bad-signature',
    [
      [[1, 2], 2, [1, 2]],
      [[3, 4], 2, [3, 4, 8, 9]],
    ],
  ],
  [
    'all keys change, and the new ones do not sign',
    'bad-signature',
    [
      [[1, 2], 2, [1, 2]],
      [[3, 4], 2, [1, 2, 8, 9]],
    ],
  ],
  [
    'one of five changes, and two of the new five sign',
    'bad-signature',
    [
      [FIVE, 3, [0, 2, 4]],
      [OTHER_FIVE, 3, [0, 2, 4]],
    ],
  ],
  [
    'one of five changes, and two of the old five sign',
    'bad-signature',
    [
      [FIVE, 3, [0, 2, 4]],
      [OTHER_FIVE, 3, [0, 4, 5]],
    ],
  ],
  [
    '2 of 3 become 3 of 3, and two sign',
    'bad-signature',
    [
      [[1, 2, 3], 2, [1, 2]],
      [[1, 2, 3], 3, [1, 2]],
    ],
  ],
  [
    '3 of 3 become 2 of 3, and two sign',
    'bad-signature',
    [
      [[1, 2, 3], 3, [1, 2, 3]],
      [[1, 2, 3], 2, [1, 2]],
    ],
  ],
  // Believed by the suite. Here no single key may come to speak for a feed, whoever signs that it may.
  [
    '2 of 3 become 1 of 3, and all sign',
    'bad-signature',
    [
      [[1, 2, 3], 2, [1, 2]],
      [[1, 2, 3], 1, [1, 2, 3]],
    ],
  ],
]

describe('a chain of roots', () => {
  it.each(ROOTS)('is followed as far as it is signed: %s', async (_, end, steps) => {
    at.issuer.versions.root = 0
    const roots = steps.map((step) => {
      at.issuer.roles.root = roleOf(step)
      return at.issuer.publishRoot()
    })
    at.root = roots[0] ?? ''
    expect(await at.refresh()).toBe(end)
    const last = end === 'trusted' ? roots.length : roots.length - 1
    expect(at.versions()).toEqual(end === 'trusted' ? [last, 1, 1, 1] : [last, null, null, null])
    // Byte by byte as it was published.
    expect(at.trustedText('root')).toBe(roots[last - 1])
  })
})

describe('the root that is handed over', () => {
  const broken: readonly (readonly [string, string, (root: HandedOver) => void])[] = [
    ['it has no number', 'not-a-feed', ({ signed }) => delete signed['version']],
    [
      'a signature is another',
      'bad-signature',
      ({ signatures }) => Object.assign(signatures[0] ?? {}, { sig: 'ab'.repeat(64) }),
    ],
    ['a signature is missing', 'bad-signature', ({ signatures }) => void signatures.pop()],
  ]

  it.each(broken)('is refused before anything is asked where %s', async (_, code, breakIt) => {
    const root = JSON.parse(at.root) as HandedOver
    breakIt(root)
    at.root = JSON.stringify(root)
    expect(await at.refresh()).toBe(code)
    expect([at.asked(), at.versions()]).toEqual([[], [null, null, null, null]])
    expect(await added(at.root)).toEqual({ kind: 'root-refused', why: 'not-a-root' })
    expect(at.asked()).toEqual([])
  })

  it('is refused where one signature is enough, which the suite believes', async () => {
    at.issuer.versions.root = 0
    at.issuer.roles.root = roleOf([[1], 1, [1]])
    expect(await added(at.issuer.publishRoot())).toEqual({ kind: 'root-refused', why: 'not-a-root' })
    expect(at.server.requests).toEqual([])
  })
})

type HandedOver = { signed: Record<string, unknown>; signatures: { sig: string }[] }

/** What an administrator is told who adds the feed by this root. */
async function added(root: string): Promise<unknown> {
  const desk = feedDesk()
  try {
    return await desk.add('bekasi', at.server.url, root)
  } finally {
    desk.close()
  }
}
