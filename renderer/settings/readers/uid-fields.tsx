import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ReaderForm, ReaderSettings } from '../../../shared/domain/reader.ts'
import { UidOrder } from '../../../shared/domain/reader.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { ChoiceList } from '../forms/choice-list.tsx'
import forms from '../forms/form.module.css'
import { NumberField } from '../forms/number-field.tsx'
import classes from './reader-dialog.module.css'

type Uid = ReaderSettings['uid']

const LENGTHS: readonly Uid['bytes'][] = [4, 7, 10]
const LAST_OFFSET = 63

type Props = { form: ReaderForm; saved: Uid; onChange: (uid: Uid | null) => void }

/** How the number of a chip is read: its order wherever one may come, its place only where the report is nothing but bytes. */
export function UidFields({ form, saved, onChange }: Props) {
  const m = useMessages().readers.dialog
  const [order, setOrder] = useState(saved.order)
  const [offset, setOffset] = useState<number | null>(saved.offset)
  const [bytes, setBytes] = useState(saved.bytes)
  const tell = (next: { order: UidOrder; offset: number | null; bytes: Uid['bytes'] }) => {
    setOrder(next.order)
    setOffset(next.offset)
    setBytes(next.bytes)
    onChange(next.offset === null ? null : { ...next, offset: next.offset })
  }
  if (form === 'hid-pos') return null
  return (
    <div className={classes.halves}>
      <ChoiceList
        label={m.order}
        name="order"
        options={UidOrder.options.map((value) => ({ value, label: m.orders[value], say: m.orderSay[value] }))}
        value={order}
        onChange={(value) => tell({ order: value, offset, bytes })}
      />
      {form === 'uid' && (
        <div className={forms.form}>
          <NumberField
            label={m.offset}
            hint={m.offsetHint}
            min={0}
            max={LAST_OFFSET}
            value={saved.offset}
            onChange={(value) => tell({ order, offset: value, bytes })}
          />
          <NativeSelect
            label={m.bytes}
            data={LENGTHS.map((count) => ({ value: String(count), label: m.bytesOf(count) }))}
            value={String(bytes)}
            onChange={(event) => {
              const chosen = LENGTHS.find((count) => String(count) === event.currentTarget.value)
              if (chosen !== undefined) tell({ order, offset, bytes: chosen })
            }}
          />
        </div>
      )}
    </div>
  )
}
