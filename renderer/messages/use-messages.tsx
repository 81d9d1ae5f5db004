import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Language } from '../../shared/texts/language.ts'
import { createFormat } from './format.ts'
import type { Format } from './format.ts'
import { en } from './en.ts'
import { id } from './id.ts'
import type { Messages } from './id.ts'

const STORAGE_KEY = 'loket-sehat.language'
const CATALOGUES: Record<Language, Messages> = { id, en }

type LanguageChoice = { language: Language; setLanguage: (language: Language) => void }

const LanguageContext = createContext<LanguageChoice>({ language: 'id', setLanguage: () => {} })
const TimeZoneContext = createContext('Asia/Jakarta')

/** Holds the language for everything below; it is the only thing kept in the page's storage. */
export function LanguageProvider({ children, initial }: { children: ReactNode; initial?: Language }) {
  const [language, choose] = useState<Language>(() => initial ?? remembered())
  const setLanguage = useCallback((next: Language) => {
    choose(next)
    remember(next)
  }, [])
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const choice = useMemo(() => ({ language, setLanguage }), [language, setLanguage])
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

/** Times below are shown in the hospital's zone (`Hospital.timeZone`); without it, Asia/Jakarta. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>
}

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext)
}

export function useMessages(): Messages {
  return CATALOGUES[useLanguage().language]
}

export function useTimeZone(): string {
  return useContext(TimeZoneContext)
}

export function useFormat(): Format {
  const { language } = useLanguage()
  const timeZone = useTimeZone()
  return useMemo(() => createFormat(language, timeZone), [language, timeZone])
}

// A page without storage (private mode, locked policy) still works; it only forgets.
function remembered(): Language {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'id'
  } catch {
    return 'id'
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language)
  } catch {
    // Forgetting the choice harms nothing.
  }
}
