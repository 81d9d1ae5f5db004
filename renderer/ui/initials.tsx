import classes from './initials.module.css'

/** A person as the first letters of the first and the last name; decoration beside the name itself. */
export function Initials({ name, large = false }: { name: string; large?: boolean }) {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0).toUpperCase() ?? '')
    .join('')
  return (
    <span className={classes.initials} data-large={large || undefined} aria-hidden="true">
      {letters}
    </span>
  )
}
