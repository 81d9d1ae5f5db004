import { createHash } from 'node:crypto'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { ExportFormat } from '../../../shared/contract/admissions.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { maskedAdmission, seesWhole } from '../../../shared/domain/masked-admission.ts'
import type { GrantedRight } from '../../../shared/domain/operator.ts'
import type { AdmissionList } from '../journal/admissions-table.ts'
import type { Journal } from '../journal/journal.ts'
import { unwrittenError } from '../journal/unwritten-error.ts'
import { admissionsCsv } from './export-csv.ts'

export type ExportedAdmissions = {
  /** Period, hospital and desk: nothing of a person. */
  fileName: string
  mediaType: string
  contentBase64: string
  rows: number
  sha256: string
}

type Rights = readonly GrantedRight[]

/** `rights` are those of whoever looks: without one that needs the patient whole, admissions come masked. */
export type Admissions = {
  list(query: Omit<AdmissionList, 'by'>, rights: Rights): { admissions: Admission[]; total: number; masked: boolean }
  provisional(rights: Rights): Admission[]
  get(id: AdmissionId, rights: Rights): Admission | null
  /** Every admission of the period in every state, oldest first; a journal entry with the file's SHA-256. @throws with `SQLITE_FULL` or `SQLITE_BUSY` when that cannot be written. */
  export(period: { from: IsoDate; to: IsoDate; format: ExportFormat }, actor: string): ExportedAdmissions
}

export function createAdmissions({ journal }: { journal: Journal }): Admissions {
  return {
    list(query, rights) {
      const masked = !seesWhole(rights)
      // By name or NIK, hits would tell what the masked list leaves out.
      const { admissions, total } = journal.admissions.list({ ...query, by: masked ? 'letter-number' : 'anything' })
      return { admissions: shown(admissions, rights), total, masked }
    },
    provisional: (rights) => shown(journal.admissions.provisional(), rights),
    get(id, rights) {
      const admission = journal.admissions.get(id)
      return admission === null || seesWhole(rights) ? admission : maskedAdmission(admission)
    },
    export({ from, to, format }, actor) {
      const admissions = journal.admissions.between(from, to)
      const content = Buffer.from(format === 'csv' ? admissionsCsv(admissions) : admissionsJson(from, to, admissions))
      const sha256 = createHash('sha256').update(content).digest('hex')
      const rows = admissions.length
      const facts = { from, to, format, rows, sha256 }
      const written = journal.write((tx) => tx.append({ type: 'admissions-exported', body: facts }, actor))
      const audited = journal.audit([{ actor, action: 'export', subject: null, facts }])
      for (const { kind } of [written, audited]) if (kind !== 'written') throw unwrittenError(kind)
      return {
        fileName: fileName(journal, from, to, format),
        mediaType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
        contentBase64: content.toString('base64'),
        rows,
        sha256,
      }
    },
  }
}

function shown(admissions: Admission[], rights: Rights): Admission[] {
  return seesWhole(rights) ? admissions : admissions.map(maskedAdmission)
}

function admissionsJson(from: IsoDate, to: IsoDate, admissions: readonly Admission[]): string {
  return `${JSON.stringify({ from, to, admissions }, null, 2)}\n`
}

function fileName(journal: Journal, from: IsoDate, to: IsoDate, format: ExportFormat): string {
  return `penerimaan-${journal.hospital()?.code ?? 'rs'}-${journal.desk().code}-${from}-${to}.${format}`
}
