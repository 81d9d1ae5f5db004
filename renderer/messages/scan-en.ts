import type { Messages } from './id.ts'

export const scanEn: Messages['scan'] = {
  notWhole: 'The code was not read whole. Scan it once more.',
  notWholeFrom: (reader) => `${reader}: the code was not read whole. Scan it once more.`,
  noCard: (reader) => `${reader}: this is not the code of a card.`,
  lying: 'The same card is still on the reader. Lift it, wait 3 seconds, then scan it again.',
  notNow: 'Scan not used. Scan it once more; if this stays, the readers are being tried out in the settings.',
  notHere: 'Scan not used on this page.',
  notReady: 'Scan not used: this desk is not ready yet.',
  noteFirst: 'Scan not used: read the hand-over note first.',
  from: (reader) => `from ${reader}`,
  unnamed: 'a reader without a name',
  readers: {
    word: 'Reader',
    unnamed: 'without a name',
    keyboardWord: 'Scanner',
    keyboard: 'keyboard scanner, or type the number',
    ready: (name, others) => (others === 0 ? `${name} ready` : `${name} and ${others} more ready`),
    opening: (name) => `${name} is being opened`,
    lost: (name) => `${name} disconnected`,
    refused: (name) => `${name} cannot be opened`,
    restarting: 'being restarted',
  },
}
