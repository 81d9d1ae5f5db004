import { useCallback, useState } from 'react'
import type { Delivery } from '../../shared/contract/letters.ts'
import type { AdmissionId } from '../../shared/domain/identifiers.ts'
import { client, refreshAdmissions } from '../api.ts'
import { printPdf } from './print-pdf.ts'
import type { PdfFile } from './print-pdf.ts'

/** What became of the last thing that was sent to print. The admission itself is safe in every case. */
export type Printing =
  | { kind: 'none' }
  | { kind: 'running'; admissionId: AdmissionId | null }
  | { kind: 'done'; admissionId: AdmissionId | null; copy: number }
  | { kind: 'failed'; admissionId: AdmissionId | null; why: PrintFailure; file: PdfFile | null }

export type PrintFailure = 'printer' | 'page' | 'not-found' | 'voided' | 'disk-full' | 'unexpected'

export type Printer = {
  printing: Printing
  printLetter: (admissionId: AdmissionId) => Promise<void>
  /** Prints what another call has made (advice sheet, sample cards). */
  printDelivery: (delivery: Delivery) => Promise<void>
  dismiss: () => void
}

export function usePrinting(): Printer {
  const [printing, setPrinting] = useState<Printing>({ kind: 'none' })

  const hand = useCallback(async (delivery: Delivery, admissionId: AdmissionId | null, copy: number) => {
    setPrinting(await handOver(delivery, admissionId, copy))
  }, [])

  const printLetter = useCallback(
    async (admissionId: AdmissionId) => {
      setPrinting({ kind: 'running', admissionId })
      try {
        const result = await client.letters.print({ admissionId })
        refreshAdmissions()
        if (result.kind === 'made') await hand(result.delivery, admissionId, result.copy)
        else
          setPrinting({
            kind: 'failed',
            admissionId,
            why: result.kind === 'busy' ? 'unexpected' : result.kind,
            file: null,
          })
      } catch {
        setPrinting({ kind: 'failed', admissionId, why: 'unexpected', file: null })
      }
    },
    [hand],
  )

  const printDelivery = useCallback((delivery: Delivery) => hand(delivery, null, 1), [hand])
  const dismiss = useCallback(() => setPrinting({ kind: 'none' }), [])
  return { printing, printLetter, printDelivery, dismiss }
}

async function handOver(delivery: Delivery, admissionId: AdmissionId | null, copy: number): Promise<Printing> {
  switch (delivery.kind) {
    case 'printer':
      return { kind: 'done', admissionId, copy }
    case 'printer-failed':
      return { kind: 'failed', admissionId, why: 'printer', file: delivery }
    case 'page':
      return (await printPdf(delivery))
        ? { kind: 'done', admissionId, copy }
        : { kind: 'failed', admissionId, why: 'page', file: delivery }
  }
}
