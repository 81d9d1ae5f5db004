import type { FeedTexts } from './feed-text.ts'

export const feedEn: FeedTexts = {
  refusals: {
    unreachable: {
      word: 'out of reach',
      so: () => 'The source is out of reach: no network, a wrong address, or a folder or stick that is not there.',
      next: 'Check the network, or put the stick in, then update again.',
    },
    'certificate-refused': {
      word: 'certificate not trusted',
      so: () =>
        'The server could not prove that it is the one at this address: its certificate is from nobody whom this machine trusts, is for another name, or has expired.',
      next: 'Check the date of this machine and the address. If both are right, do not force it: ask your IT officer or the issuer.',
    },
    'too-slow': {
      word: 'too slow',
      so: () => 'The source sent nothing for too long.',
      next: 'What came is kept. The program tries again by itself; if it is urgent, bring the data on a stick.',
    },
    'http-error': {
      word: 'refused by the server',
      so: (detail) =>
        `The server of the source answered with an error${detail['status'] === undefined ? '' : ` ${detail['status']}`}.`,
      next: 'The program tries again by itself. If it stays so, tell the issuer of the data.',
      nextFor: ({ status }) =>
        status === 404 || status === 403
          ? 'Check the address. If it is right, tell the issuer of the data: its files are not there.'
          : null,
    },
    redirected: {
      word: 'sent elsewhere',
      so: () => 'The server sends on to another address or to a page that is not encrypted; that is not followed.',
      next: 'Ask the issuer for the right address, then change the address of this source.',
    },
    'not-a-feed': {
      word: 'no roster feed',
      so: () =>
        'What stands at this address is no roster feed: perhaps a sign-in page of the network, or another file.',
      next: 'Check the address, and sign in to the network if it asks.',
    },
    'bad-signature': {
      word: 'signature not valid',
      so: () => 'It is not signed by the issuer’s keys that this desk trusts.',
      next: 'Do not force it. Ask the issuer by a telephone number that you know.',
    },
    expired: {
      word: 'expired',
      so: () => 'The signature of this source has expired: the issuer has not renewed it for a long time.',
      next: 'Check the date of this machine. If it is right, ask the issuer to publish again.',
    },
    'rolled-back': {
      word: 'older than what is here',
      so: () => 'What is offered is older than what this desk has seen already.',
      next: 'Use the newest copy. If this is a stick, ask for new contents.',
    },
    mixed: {
      word: 'parts of several publications',
      so: () => 'It is put together from parts of several publications.',
      next: 'Perhaps it is being copied. Wait until that is done, then update again.',
    },
    'number-reused': {
      word: 'two rosters of one number',
      so: () => 'The number of the data that is here was signed for other data as well.',
      next: 'Tell the issuer now, by a telephone number that you know: its keys may be in other hands. The next number is taken as always.',
    },
    'too-large': {
      word: 'too large',
      so: () => 'What is sent is larger than what was signed, or than anything may be.',
      next: 'Tell the issuer. Do not take it from anywhere else.',
    },
    damaged: {
      word: 'damaged',
      so: () => 'What was fetched is cut short or changed: it is not what was signed.',
      next: 'Update again. If this is a stick, copy its contents anew.',
    },
    'newer-format': {
      word: 'for a newer program',
      so: () => 'This source was made for a newer program.',
      next: 'Update Loket Sehat on this machine.',
    },
    'not-for-this-desk': {
      word: 'not for this desk',
      so: () => 'The data is encrypted, and the key of this desk is not one of those that open it.',
      next: 'Ask the issuer to add the key of this desk. If the key was replaced, choose Change and name the new key file.',
    },
    'pack-malformed': {
      word: 'data file not readable',
      so: () => 'The data file is not put together as it should be.',
      next: 'Tell the issuer: this publication has to be made again.',
    },
    'pack-contradicts': {
      word: 'not what was promised',
      so: () => 'The data is not what the issuer signed for: other counts, other programmes, or another order.',
      next: 'Tell the issuer: this publication has to be made again.',
    },
    'wrong-base': {
      word: 'changes for another version',
      so: () => 'These changes are for another version than the one at this desk.',
      next: 'Update again: the full data will be fetched.',
    },
    'definitions-contradict': {
      word: 'programme rules contradict',
      so: (detail) =>
        `The programme rules of this source contradict themselves${detail['programme'] === undefined ? '' : ` (${detail['programme']})`}.`,
      next: 'Tell the issuer: the rules of the programme have to be corrected.',
    },
    'programme-taken': {
      word: 'programme has another source',
      so: (detail) =>
        `Its programme comes from another source of this desk${detail['feed'] === undefined ? '' : `, "${detail['feed']}"`}.`,
      next: 'Remove one of the two: a programme has one source.',
    },
    'programmes-changed': {
      word: 'its programmes have changed',
      so: () => 'The programmes of this source are no longer those that were agreed to when it was added.',
      next: 'If that is right, remove this source and add it again.',
    },
    'shrinks-too-much': {
      word: 'too many members gone',
      so: (detail) =>
        `The number of members falls too much${detail['percent'] === undefined ? '' : ` (${detail['percent']} %)`}.`,
      next: 'Ask the issuer whether that is so. If it is, remove this source and add it again.',
    },
    'dated-ahead': {
      word: 'dated in the future',
      so: () => 'The data speaks for a day that is more than a week ahead.',
      next: 'Check the date of this machine. If it is right, tell the issuer.',
    },
    'disk-full': {
      word: 'disk full',
      so: () => 'There is not enough room on the disk of this machine.',
      next: 'Free some space, then update again.',
    },
    busy: {
      word: 'other data is being loaded',
      so: () => 'Other data is being loaded on this machine.',
      next: 'Wait until that is done, then update again.',
    },
    stopped: {
      word: 'stopped',
      so: () => 'It was stopped before the end.',
      next: 'What came is kept: update again to go on.',
    },
  },
  notAdded: {
    'name-taken': { so: 'Another source has this name.', next: 'Choose another name.' },
    'from-refused': {
      'no-address': {
        so: 'This is no address that can be used.',
        next: 'Write all of it, as in https://data.example.go.id/roster/, or the path of the folder.',
      },
      'not-encrypted': {
        so: 'An address with http:// is not encrypted.',
        next: 'Use an https:// address, or a folder or stick.',
      },
      'not-absolute': {
        so: 'The path of the folder is not complete.',
        next: 'Write it from the start, as in E:\\roster or /media/usb/roster.',
      },
      'inside-data': {
        so: 'That folder belongs to the desk’s own data.',
        next: 'Choose a folder outside of the data folder.',
      },
    },
    'root-refused': {
      'file-not-found': { so: 'There is no root.json at that place.', next: 'Check the path.' },
      'not-a-root': {
        so: 'That file is no root.json of an issuer.',
        next: 'Ask the issuer itself for the file root.json.',
      },
      expired: {
        so: 'That root.json has expired.',
        next: 'Check the date of this machine, or ask the issuer for a new one.',
      },
    },
    'identity-refused': {
      'file-not-found': { so: 'There is no key file at that place.', next: 'Check the path.' },
      'not-an-identity': {
        so: 'That file is no key of a desk.',
        next: 'Choose the file with AGE-SECRET-KEY-1 from the issuer.',
      },
    },
    'proxy-refused': {
      so: 'The address of the proxy cannot be used.',
      next: 'Write it as in http://10.0.0.1:3128, without a name and password.',
    },
    'too-many': { so: 'There are twenty sources already.', next: 'Remove one that is not used first.' },
  },
  changedMeanwhile: {
    so: 'What stands at that address is no longer what was just looked at.',
    next: 'Look again, and compare the fingerprint once more.',
  },
}
