import { text as readAll } from 'node:stream/consumers'
import { Option, type Command } from 'commander'
import { Accident, CareKind, ReferralOrigin } from '../../shared/domain/care.ts'
import { WardClass } from '../../shared/domain/roster-row.ts'
import { answer } from '../core/desk/answer.ts'
import { currentMoment } from '../core/desk/create-desk.ts'
import { lookUpEvents } from '../core/desk/look-up-audit.ts'
import type { Core } from '../core/open-core.ts'
import { answerJson } from './answer-json.ts'
import { answerText } from './answer-text.ts'
import { checkBatch } from './check-batch.ts'
import { fail, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { readQuestion, type QuestionFault } from './question-options.ts'
import { requireOperator } from './require-operator.ts'

type Options = {
  care?: string
  date?: string
  class?: string
  referralOrigin?: string
  referralDate?: string
  otherPayer?: boolean
  accident?: string
  batch?: string
  json?: boolean
}

/** `loket check`: the same answer as on the desk. An operator's tool: it prints names, and each look-up is in the audit trail. */
export function register(program: Command, context: CliContext): void {
  program
    .command('check [key]')
    .description(
      'answer whether care is guaranteed, for a NIK, KK, JKN or card number; "-" reads it from standard input',
    )
    .addOption(new Option('--care <kind>', 'kind of care (default: rawat-jalan)').choices(CareKind.options))
    .option('--date <date>', 'service date, YYYY-MM-DD (default: today)')
    .addOption(new Option('--class <class>', 'ward class asked for').choices(WardClass.options))
    .addOption(new Option('--referral-origin <origin>', 'who wrote the referral').choices(ReferralOrigin.options))
    .option('--referral-date <date>', 'date of the referral, YYYY-MM-DD')
    .option('--other-payer', 'another insurance pays')
    .addOption(new Option('--accident <kind>', 'kind of accident').choices(Accident.options))
    .option('--batch <file>', 'answer every row of a CSV file: key, care, date, ward_class, ...; always as JSON lines')
    .option('--json', 'answer as JSON')
    .action((key: string | undefined, options: Options) =>
      withCore(context, async (core) => {
        if (options.batch === undefined && key === undefined)
          return fail('Say which number to check, or name a file with --batch FILE.csv.', 2)
        // As at the desk: whoever only views sees patients masked, and looks nobody up in the roster.
        const actor = await requireOperator(context, core, 'enter')
        if (options.batch !== undefined) return checkBatch({ core, actor }, options.batch, context.out)
        checkOne({ core, actor }, context, key === '-' ? await readAll(process.stdin) : (key ?? ''), options)
      }),
    )
}

function checkOne(
  { core, actor }: { core: Core; actor: string },
  context: CliContext,
  key: string,
  options: Options,
): void {
  const given = readQuestion({
    care: options.care,
    date: options.date,
    ward_class: options.class,
    referral_origin: options.referralOrigin,
    referral_date: options.referralDate,
    other_payer: options.otherPayer === true ? 'yes' : undefined,
    accident: options.accident,
  })
  if (!given.ok) fail(FAULTS[given.fault], 2)
  const moment = momentOf(core)
  const answered = answer(core.roster, moment, key, given.question)
  if (answered.kind === 'letter') fail('This is the code of a letter: use "loket letter verify".', 2)
  if (answered.kind === 'unreadable') fail('This is not a number of a person or a card: check its digits.', 2)
  const { reading, question, answers } = answered
  // Without its audit row a look-up shows nothing.
  const events = lookUpEvents(reading, answers, question, { actor, source: 'cli' })
  const { kind } = core.journal.audit(events)
  if (kind !== 'written') failUnwritten(kind, 'nothing was looked up without a trace')
  if (options.json === true) context.out(JSON.stringify(answerJson(reading, moment, question, answers)))
  else for (const line of answerText(moment, question, answers)) context.out(line)
}

/** What judgements share now, or one sentence that says what is missing. */
export function momentOf(core: Core) {
  const moment = currentMoment(core)
  if (moment !== null) return moment
  const state = core.roster.state()
  return fail(
    state.kind === 'damaged'
      ? 'The roster is damaged and no earlier one can serve: import it again with "loket roster import FILE.csv".'
      : 'There is no roster yet: import one with "loket roster import FILE.csv".',
    1,
  )
}

const FAULTS: Record<QuestionFault, string> = {
  'care-invalid': 'The kind of care is not known.',
  'date-invalid': 'The service date must be a date that exists, written YYYY-MM-DD.',
  'ward_class-invalid': 'The ward class must be 1, 2 or 3.',
  'referral_origin-invalid': 'The origin of the referral is not known.',
  'referral_date-invalid': 'The date of the referral must be a date that exists, written YYYY-MM-DD.',
  'other_payer-invalid': 'Another payer is yes or no.',
  'accident-invalid': 'The kind of accident is not known.',
  'referral-incomplete': 'A referral needs both: --referral-origin and --referral-date.',
}
