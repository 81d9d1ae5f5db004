import { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error.js'
import { Metadata, ValueError } from '@tufjs/models'
import {
  BadVersionError,
  DownloadHTTPError,
  DownloadLengthMismatchError,
  ExpiredMetadataError,
  PersistError,
  RepositoryError,
  RuntimeError,
} from 'tuf-js/dist/error.js'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FeedFailure } from '../../../../electron/core/feed/feed-failure.ts'
import { refusalOf } from '../../../../electron/core/feed/refusal-of.ts'
import type { LogValue } from '../../../../electron/core/server/log.ts'
import { feedRepository } from '../../../support/feed-repository.ts'
import { Updater } from 'tuf-js'

const wrapped = (what: 'snapshot metadata' | 'targets', error: unknown) =>
  new RuntimeError(`Unable to load ${what} error ${String(error)}`)
const errorWith = (code: string) => Object.assign(new Error('write failed'), { code })
const codeOf = (error: unknown) => refusalOf(error, false, { write: () => undefined }).code

describe('what the libraries throw gets its code', () => {
  it.each([
    [
      'an older timestamp',
      new BadVersionError('New timestamp version 1 is less than current version 2'),
      'rolled-back',
    ],
    ['an older snapshot', new BadVersionError('New snapshot version 1 is less than current version 2'), 'rolled-back'],
    [
      'older targets',
      wrapped('snapshot metadata', new BadVersionError('New version 1 of targets.json is less than current version 2')),
      'rolled-back',
    ],
    ['a root before the one that is trusted', new BadVersionError('Expected version 3, got 2'), 'rolled-back'],
    ['a root that leaves one out', new BadVersionError('Expected version 3, got 4'), 'mixed'],
    [
      'a snapshot of another timestamp',
      wrapped('snapshot metadata', new BadVersionError("Snapshot version doesn't match timestamp")),
      'mixed',
    ],
    [
      'targets of another snapshot',
      wrapped('targets', new BadVersionError('Version 1 of targets does not match snapshot version 2')),
      'mixed',
    ],
    [
      'a snapshot without its targets',
      wrapped('snapshot metadata', new RepositoryError('Missing file targets.json in new snapshot')),
      'mixed',
    ],
    [
      'a snapshot that names no targets',
      wrapped('targets', new RepositoryError('Missing targets.json in snapshot')),
      'mixed',
    ],
    [
      'a timestamp or root with too few signatures',
      new UnsignedMetadataError('timestamp was signed by 0/1 keys'),
      'bad-signature',
    ],
    [
      'a snapshot with too few',
      wrapped('snapshot metadata', new UnsignedMetadataError('snapshot was signed by 0/1 keys')),
      'bad-signature',
    ],
    [
      'targets with too few',
      wrapped('targets', new UnsignedMetadataError('targets was signed by 1/2 keys')),
      'bad-signature',
    ],
    ['a role that nobody may sign for', new ValueError('no delegation found for snapshot'), 'bad-signature'],
    ['an expired timestamp, new to the desk', new ExpiredMetadataError('Final timestamp.json is expired'), 'expired'],
    [
      'an expired timestamp that the desk has: the freeze',
      wrapped('snapshot metadata', new ExpiredMetadataError('Final timestamp.json is expired')),
      'expired',
    ],
    ['an expired root', new ExpiredMetadataError('Final root.json is expired'), 'expired'],
    [
      'an expired snapshot',
      wrapped('snapshot metadata', new ExpiredMetadataError('snapshot.json is expired')),
      'expired',
    ],
    ['expired targets', wrapped('targets', new ExpiredMetadataError('targets.json is expired')), 'expired'],
    [
      'a snapshot that was changed',
      wrapped('snapshot metadata', new LengthOrHashMismatchError('Expected hash aa but got bb')),
      'damaged',
    ],
    ['targets cut short', wrapped('targets', new LengthOrHashMismatchError('Expected length 5 but got 4')), 'damaged'],
    ['a target with an unknown hash', new LengthOrHashMismatchError('Hash algorithm x not supported'), 'damaged'],
    ['a snapshot that is no JSON', wrapped('snapshot metadata', new SyntaxError('Unexpected token')), 'damaged'],
    ['a timestamp that is no JSON', new SyntaxError('Unexpected token < in JSON'), 'not-a-feed'],
    ['an empty object', new TypeError('signed is not defined'), 'not-a-feed'],
    ['a document of another kind', new ValueError("expected 'timestamp', got root"), 'not-a-feed'],
    ['a document signed twice by one key', new ValueError('multiple signatures found for keyid: a'), 'not-a-feed'],
    ['a later specification', new ValueError('Unsupported specVersion'), 'newer-format'],
    ['too many bytes', new DownloadLengthMismatchError('Max length reached'), 'too-large'],
    ['an answer of the server', new DownloadHTTPError('500', 500), 'http-error'],
    ['a document that could not be kept', new PersistError('Failed to persist metadata'), 'disk-full'],
    ['a full disk', errorWith('ENOSPC'), 'disk-full'],
    ['a used-up quota', errorWith('EDQUOT'), 'disk-full'],
    ['what is known already', new FeedFailure('redirected'), 'redirected'],
  ])('%s', (_title, error, code) => {
    expect(codeOf(error)).toBe(code)
  })

  it('and what nobody knows is damaged, with its kind and place in the log, and never its text', () => {
    const lines: [string, Readonly<Record<string, LogValue>> | undefined][] = []
    const write = (event: string, facts?: Readonly<Record<string, LogValue>>) => void lines.push([event, facts])
    const refusal = refusalOf(new RangeError('https://name/ and /home/name'), false, { write })
    expect(refusal).toEqual({ code: 'damaged', detail: { error: 'RangeError' } })
    expect(lines).toMatchObject([['feed.unknown-error', { error: 'RangeError' }]])
    expect(JSON.stringify([lines, refusal])).not.toContain('name/')
  })

  it('and what was broken off on purpose was stopped', () => {
    expect(refusalOf(new DOMException('aborted', 'AbortError'), true, { write: () => undefined }).code).toBe('stopped')
  })
})

describe('tuf-js, where it is used beyond what it promises', () => {
  it('keeps its documents and the time they are measured by where they are looked for', () => {
    const dir = mkdtempSync(join(tmpdir(), 'loket-tuf-'))
    const repository = feedRepository(join(dir, 'repository'))
    writeFileSync(join(dir, 'root.json'), repository.root)
    const updater: object = new Updater({ metadataDir: dir, metadataBaseUrl: 'https://feed.invalid/metadata' })
    const { trustedSet } = updater as { trustedSet: { referenceTime: unknown; root: unknown } }
    expect(trustedSet.referenceTime).toBeInstanceOf(Date)
    expect(trustedSet.root).toBeInstanceOf(Metadata)
    rmSync(dir, { recursive: true })
  })
})
