import { writeFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'

export type PublishedFigure = {
  programme: 'kbs-bekasi' | 'bogor-sehat'
  /** A year, or the first and last of several. */
  year: string
  measure: string
  value: string
  source: string
}

const BEKASI_2017 = 'Press article on card distribution in RW 02 Kranji, June 2017'
const BOGOR_2022 = 'Press articles on Kartu Bogor Sehat, depok.tribunnews.com and wartakota.tribunnews.com, 2022-06-14'

/**
 * Figures as they were published. Those of the second article do not agree with each other (headline 17.4 %, text 17.14 %, and 17.14 %
 * of 5.3 million is not 852,060): they are shown as published, not corrected.
 */
export const PUBLISHED_FIGURES: readonly PublishedFigure[] = [
  bekasi('families_target', '300000'),
  bekasi('cards_submitted_rw02_kranji', '516'),
  bekasi('cards_distributed_may_rw02_kranji', '328'),
  bekasi('cards_distributed_june_rw02_kranji', '188'),
  bekasi('cards_printing_rw02_kranji', '130'),
  bekasi('budget_rupiah', '100000000000'),
  bekasi('absorbed_rupiah', '30000000000'),
  bogor('2019', 'beneficiaries', '572919'),
  bogor('2020', 'beneficiaries', '510661'),
  bogor('2021', 'beneficiaries', '542975'),
  bogor('2019-2021', 'absorbed_rupiah', '384990000000'),
  bogor('2022', 'population', '5300000'),
  bogor('2022', 'jkn_members_percent', '82.86'),
  bogor('2022', 'uncovered_residents', '852060'),
  bogor('2022', 'uncovered_percent', '17.14'),
  bogor('2022', 'uncovered_percent_headline', '17.4'),
]

/** Writes the companion `statistics.csv` of a demo roster. @throws system errors of the file. */
export function writePublishedFigures(path: string): void {
  writeFileSync(path, stringify([...PUBLISHED_FIGURES], { header: true }))
}

function bekasi(measure: string, value: string): PublishedFigure {
  return { programme: 'kbs-bekasi', year: '2017', measure, value, source: BEKASI_2017 }
}

function bogor(year: string, measure: string, value: string): PublishedFigure {
  return { programme: 'bogor-sehat', year, measure, value, source: BOGOR_2022 }
}
