import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import forms from '../forms/form.module.css'

type Props = { trouble: string | null; children: ReactNode }

/** What went wrong, and the buttons under it. In a small window both are brought into sight when something went wrong. */
export function FormEnd({ trouble, children }: Props) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (trouble !== null) end.current?.scrollIntoView({ block: 'nearest' })
  }, [trouble])
  return (
    <div ref={end} className={forms.form}>
      {trouble !== null && <Trouble>{trouble}</Trouble>}
      <div className={forms.buttons}>{children}</div>
    </div>
  )
}
