import type { SessionInfo } from '../../../shared/contract/session.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import type { VerdictSettings } from './verdict-settings.ts'

/** What an answer is worded with, here and now. */
export function useVerdictSettings({
  today,
  programmes,
  hospital,
}: Pick<SessionInfo, 'today' | 'programmes' | 'hospital'>): VerdictSettings {
  const { language } = useLanguage()
  const messages = useMessages()
  const format = useFormat()
  return {
    language,
    messages,
    format,
    today,
    hospitalName: hospital?.name ?? null,
    programmes,
    contracts: hospital?.contracts ?? [],
  }
}
