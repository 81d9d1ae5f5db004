import { foldOperatorName } from '../../../shared/domain/operator.ts'
import type { SecretMethod } from '../../../shared/domain/secret-strength.ts'
import type { Db } from '../db/open-database.ts'

export const OPERATOR_SECRETS_SQL = {
  put: `INSERT INTO operator_secrets (folded_name, method, verifier, failures, wait_ms, wait_from_uptime_ms)
        VALUES (@foldedName, @method, @verifier, 0, 0, 0)
        ON CONFLICT (folded_name) DO UPDATE SET method = excluded.method, verifier = excluded.verifier,
          failures = 0, wait_ms = 0, wait_from_uptime_ms = 0`,
  setTries: `UPDATE operator_secrets SET failures = @failures, wait_ms = @waitMs, wait_from_uptime_ms = @waitFromUptimeMs
             WHERE folded_name = @foldedName`,
  get: `SELECT method, verifier, failures, wait_ms AS waitMs, wait_from_uptime_ms AS waitFromUptimeMs
        FROM operator_secrets WHERE folded_name = ?`,
} as const

/** Wrong tries since the last right one, and how long they keep the operator out. Times are since the machine was started. */
export type Tries = { failures: number; waitMs: number; waitFromUptimeMs: number }

export type OperatorSecret = Tries & { method: SecretMethod; verifier: string }

export type OperatorSecretsTable = ReturnType<typeof operatorSecretsTable>

/** How each operator proves who they are. Beside the entries: an old PIN's verifier is not kept for 25 years. */
export function operatorSecretsTable(db: Db) {
  const put = db.prepare(OPERATOR_SECRETS_SQL.put)
  const setTries = db.prepare(OPERATOR_SECRETS_SQL.setTries)
  const get = db.prepare<[string], OperatorSecret>(OPERATOR_SECRETS_SQL.get)
  return {
    /** Takes the place of the one before, and ends a lock-out. */
    put(name: string, secret: Pick<OperatorSecret, 'method' | 'verifier'>): void {
      put.run({ foldedName: foldOperatorName(name), method: secret.method, verifier: secret.verifier })
    },
    setTries(name: string, { failures, waitMs, waitFromUptimeMs }: Tries): void {
      setTries.run({ foldedName: foldOperatorName(name), failures, waitMs, waitFromUptimeMs })
    },
    get: (name: string): OperatorSecret | null => get.get(foldOperatorName(name)) ?? null,
  }
}
