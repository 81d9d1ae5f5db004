import { actorOf, os, type RouteDeps } from './implementer.ts'

/** A longer file does not go over the wire in one piece: `loket audit export` writes any. */
const MOST_ROWS = 200_000

export function auditRoutes({ core: { auditTrail: audit } }: RouteDeps) {
  return os.audit.router({
    list: os.audit.list.handler(({ input, context }) => audit.list(input, actorOf(context))),
    subjectOf: os.audit.subjectOf.handler(({ input, context }) => audit.subjectOf(input, actorOf(context))),
    resolve: os.audit.resolve.handler(({ input, context, signal }) => audit.resolve(input, actorOf(context), signal)),
    export: os.audit.export.handler(async ({ input, context, errors }) => {
      const exported = await audit.export(input, actorOf(context), MOST_ROWS)
      if (exported.kind === 'too-many') throw errors.TOO_MANY_ROWS({ data: { rows: exported.rows, most: MOST_ROWS } })
      const { fileName, mediaType, content, rows, sha256 } = exported
      return { fileName, mediaType, contentBase64: Buffer.from(content).toString('base64'), rows, sha256 }
    }),
    verify: os.audit.verify.handler(async ({ context }) => {
      const { entries, auditRows, fault, checkedAt } = await audit.verify(actorOf(context))
      const place = fault && { where: fault.where, seq: 'seq' in fault ? fault.seq : null, fault: fault.fault }
      return { entries, auditRows, fault: place, checkedAt }
    }),
  })
}
