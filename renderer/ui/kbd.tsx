import classes from './kbd.module.css'

/** A key printed on its button. Hidden from screen readers: `aria-keyshortcuts` on the control says it to them. */
export function Kbd({ children, large = false }: { children: string; large?: boolean }) {
  return (
    <kbd aria-hidden="true" className={classes.kbd} data-large={large || undefined}>
      {children}
    </kbd>
  )
}
