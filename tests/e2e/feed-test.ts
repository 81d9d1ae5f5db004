import { rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { axeOf } from '../support/axe.ts'
import { bogorFeed, type BogorFeed } from '../support/bogor-feed.ts'
import { today } from '../support/data-folders.ts'
import { refusedPeople, rosterCsv } from '../support/refused-people.ts'
import { runLoket } from '../support/run-loket.ts'
import { test as base } from './desk-test.ts'

/** A test with a feed of Bogor Sehat, published and served. */
export const test = base.extend<{ feed: BogorFeed }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs.
  feed: async ({}, use) => {
    const feed = await bogorFeed()
    await use(feed)
    await feed.remove()
  },
})

export async function addByCommand(folder: string, feed: BogorFeed): Promise<void> {
  const { server, root, identity } = feed
  const where = ['--from', server.url, '--root', root, '--identity', identity]
  await runLoket(folder, 'feed', 'add', 'kab-bogor', ...where, '--every', 'never', '--yes')
}

/** By hand, and without anybody of Bogor. */
export async function importBekasi(folder: string): Promise<void> {
  const csv = join(folder, '..', `${basename(folder)}-bekasi.csv`)
  writeFileSync(csv, rosterCsv(refusedPeople(today()).filter(({ programme }) => programme === 'kbs-bekasi')))
  await runLoket(folder, 'roster', 'import', csv)
  rmSync(csv)
}

export async function axe(page: Page): Promise<string[]> {
  const { violations } = await axeOf(page).analyze()
  return violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html.slice(0, 160)}`)
}
