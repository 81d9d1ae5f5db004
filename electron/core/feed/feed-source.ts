/** One file as it comes: from `startsAt` on, which is 0 where nothing could be gone on with. */
export type FeedFile = {
  startsAt: number
  /** Of the whole file, as far as the other side says. */
  length: number | null
  /** Names this state of the file, to go on with it later (an ETag or a date); null where there is none. */
  tag: string | null
  chunks: AsyncIterable<Uint8Array>
}

export type FeedAsk = { from: number; tag: string | null; signal: AbortSignal }

/** Where a feed lies: a server or a folder. Names are relative, with `/`, as the feed's metadata has them. */
export type FeedSource = {
  /** @throws {FeedFailure} also while `chunks` is read */
  open(name: string, ask: FeedAsk): Promise<FeedFile>
  /** Everything that came, metadata and broken tries included. */
  bytes(): number
  close(): void
}
