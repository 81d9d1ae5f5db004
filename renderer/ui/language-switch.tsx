import { useLanguage, useMessages } from '../messages/use-messages.tsx'
import classes from './language-switch.module.css'

/** Both languages in sight; one press leads to the other. */
export function LanguageSwitch() {
  const { desk } = useMessages()
  const { language, setLanguage } = useLanguage()
  const other = language === 'id' ? 'en' : 'id'
  return (
    <button
      type="button"
      className={classes.language}
      lang={other}
      aria-label={desk.frame.switchLanguage}
      onClick={() => setLanguage(other)}
    >
      <span data-on={language === 'id' || undefined}>ID</span>
      <span data-on={language === 'en' || undefined}>EN</span>
    </button>
  )
}
