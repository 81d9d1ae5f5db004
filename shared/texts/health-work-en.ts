import { feedRefusalOf } from './feed-refusal.ts'
import type { FactWords, HealthTexts } from './health-text.ts'

const notKnown = () => ({ so: 'Not known as long as the desk cannot be opened.', next: null })
const well = (so: string) => () => ({ so, next: null })

/** Why, where something was refused. */
function becauseOf(fact: FactWords): string {
  const word = feedRefusalOf(fact.text('refusal'), 'en')
  return word === null ? '' : ` (${word})`
}

/** Of what the desk works with. */
export const healthWorkEn = {
  hospital: {
    set: (fact) => ({ so: `${fact.text('hospital')}; contracts until ${fact.date('until')}.`, next: null }),
    missing: () => ({ so: 'It is not set.', next: 'Complete the set-up, or run "loket hospital set FILE.json".' }),
    'no-contract': () => ({
      so: 'It has no contract with any programme: nobody can be guaranteed anything.',
      next: 'Add the contracts with "loket hospital set FILE.json".',
    }),
    'contract-ending': (fact) => ({
      so: `The contract for ${fact.text('programme')} ends ${fact.date('until')}, in ${fact.days('days')}.`,
      next: 'Enter the new contract with "loket hospital set FILE.json" in time.',
    }),
    'contract-ended': (fact) => ({
      so: `The contract for ${fact.text('programme')} ended ${fact.date('until')}: its patients are refused.`,
      next: 'Enter the new contract with "loket hospital set FILE.json".',
    }),
    'not-known': notKnown,
  },
  operators: {
    ready: (fact) => ({ so: `${fact.number('count')} can sign in.`, next: null }),
    none: () => ({
      so: 'There are none: nobody can sign in.',
      next: 'Complete the set-up, or run "loket operator add NAME --role administrator".',
    }),
    'no-administrator': () => ({
      so: 'Nobody who can sign in may change operators and settings.',
      next: 'Run "loket operator add NAME --role administrator".',
    }),
    'nobody-approves': (fact) => ({
      so: `${fact.number('count')} can sign in, but nobody may approve against a refusal.`,
      next: 'Add a supervisor if somebody shall.',
    }),
    'locked-out': (fact) => ({
      so: `${fact.number('count')} locked out after wrong PINs.`,
      next: 'Wait, or set another PIN with "loket operator reset-pin NAME"; ask who tried.',
    }),
    'without-secret': (fact) => ({
      so: `${fact.number('count')} without a PIN cannot sign in.`,
      next: 'Set one with "loket operator reset-pin NAME".',
    }),
    'not-known': notKnown,
  },
  roster: {
    current: (fact) => ({ so: `${fact.number('people')} people, as of ${fact.date('asOf')}.`, next: null }),
    several: (fact) => ({
      so: `${fact.number('count')} sources; the oldest as of ${fact.date('asOf')}.`,
      next: null,
    }),
    ageing: (fact) => ({
      so: `As of ${fact.date('asOf')}, ${fact.days('ageDays')} old.`,
      next: 'Ask the issuer for new data and load it.',
    }),
    stale: (fact) => ({
      so: `As of ${fact.date('asOf')}, ${fact.days('ageDays')} old: too old to promise anything.`,
      next: 'Load new data now ("loket roster import FILE.csv").',
    }),
    'fell-back': (fact) => ({
      so: `The current version is damaged; the one before, as of ${fact.date('asOf')}, answers.`,
      next: 'Load the data again ("loket roster import FILE.csv").',
    }),
    'one-copy': () => ({
      so: 'One of the two copies of the list of its versions is damaged; the other one is used.',
      next: 'Update or load the data again ("loket roster import FILE.csv"): the list is written anew. If it happens again, check the disk of this computer.',
    }),
    damaged: () => ({
      so: 'It is damaged and no version before can answer.',
      next: 'Load the data again ("loket roster import FILE.csv").',
    }),
    none: () => ({
      so: 'There is none: nobody can be looked up.',
      next: 'Load it ("loket roster import FILE.csv").',
    }),
    'not-known': notKnown,
  },
  feeds: {
    current: (fact) => ({ so: `${fact.number('count')} in use, all up to date.`, next: null }),
    none: well('None: data is loaded from CSV files.'),
    due: (fact) => ({
      so: `The feed "${fact.text('feed')}" was last updated ${fact.moment('lastGoodAt')}${becauseOf(fact)}.`,
      next: 'Leave the desk open and connected, or update now ("loket feed pull").',
    }),
    expiring: (fact) => ({
      so: `The signature of "${fact.text('feed')}" is good until ${fact.moment('expiresAt')} only.`,
      next: 'Tell the issuer of the data: it has to be published again.',
    }),
    refused: (fact) => ({
      so: `The feed "${fact.text('feed')}" could not be updated${becauseOf(fact)}. The data before it answers.`,
      next: 'See "Settings, Member data", or run "loket feed pull".',
    }),
    never: (fact) => ({
      so: `The feed "${fact.text('feed')}" has never brought any data${becauseOf(fact)}.`,
      next: 'Update now in "Settings, Member data", or with "loket feed pull".',
    }),
    'not-known': notKnown,
  },
  readers: {
    reading: (fact) => ({ so: `Ready to read: ${fact.number('count')}.`, next: null }),
    none: () => ({
      so: 'None is plugged in. Scanners that type like a keyboard work, and numbers can be typed.',
      next: null,
    }),
    'not-chosen': (fact) => ({
      so: `Devices that may be card readers and were not chosen: ${fact.number('count')}.`,
      next: 'Choose them in "Settings, Card readers" if they are.',
    }),
    alike: (fact) => ({
      so: `${fact.number('count')} readers cannot be told apart because they have no serial number: they share their settings.`,
      next: 'Nothing to do if they serve the same purpose; else replace one by a reader with a serial number.',
    }),
    absent: (fact) => ({
      so: `Set up here, but not plugged in: ${fact.number('count')}.`,
      next: 'Plug the cable in, or forget that reader in "Settings, Card readers".',
    }),
    'no-permission': (fact) => ({
      so: `The system does not let this user read them: ${fact.number('count')}.`,
      next: 'On Linux run "loket readers udev" as root, then unplug the reader and plug it in again.',
    }),
    'cannot-be-opened': (fact) => ({
      so: `Cannot be opened, because another program has them or they are broken: ${fact.number('count')}.`,
      next: 'Close other programs that use the reader, then unplug it and plug it in again.',
    }),
    flooding: (fact) => ({
      so: `Paused, because they send without end: ${fact.number('count')}.`,
      next: 'Unplug them and plug them in again; if that changes nothing, replace them.',
    }),
    'too-many': (fact) => ({
      so: `Not read, because too many are plugged in: ${fact.number('count')}.`,
      next: 'Unplug those that nobody uses, or switch them off in "Settings, Card readers".',
    }),
    'driver-missing': () => ({
      so: 'The library that reads them cannot be loaded: only scanners that type like a keyboard are read.',
      next: 'Install the program again; on Linux also the package libudev1.',
    }),
    'restarting-often': (fact) => ({
      so: `The part of the program that reads them ended ${fact.number('count')} times within ten minutes.`,
      next: 'Unplug the readers one by one: the one after which it stops is the cause.',
    }),
    'not-running': () => ({
      so: 'The part of the program that reads them does not run: only scanners that type like a keyboard are read.',
      next: 'Close the program and open it again; if it stays so, install it again.',
    }),
    starting: well('Being looked for.'),
    'not-known': () => ({
      so: 'Only the running program knows.',
      next: 'See "Settings, Health" on the screen, or run "loket readers list".',
    }),
  },
} satisfies Partial<HealthTexts['words']>
