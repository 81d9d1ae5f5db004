import { CareKind } from '../../../shared/domain/care.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { Choice } from '../forms/choice.tsx'

/** In the order of the keys Alt 1 to 4. */
export const CARE_KINDS: readonly CareKind[] = CareKind.options

export function CareChoice({ care, onCare }: { care: CareKind; onCare: (care: CareKind) => void }) {
  const m = useMessages().desk.form
  const { language } = useLanguage()
  return (
    <Choice
      label={m.care}
      shortcut="Alt 1–4"
      value={care}
      options={CARE_KINDS.map((value) => ({ value, label: value === 'igd' ? 'IGD' : terms[language].care[value] }))}
      onChange={onCare}
    />
  )
}
