import { Button, Modal, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Reader, ReaderSettings } from '../../../shared/domain/reader.ts'
import { ReaderForm, ReaderRole } from '../../../shared/domain/reader.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ChoiceList } from '../forms/choice-list.tsx'
import forms from '../forms/form.module.css'
import { useChange } from '../use-change.ts'
import { AffixField } from './affix-field.tsx'
import classes from './reader-dialog.module.css'
import { deviceName } from './reader-trouble.ts'
import { UidFields } from './uid-fields.tsx'

type Props = { reader: Reader; say: (text: string) => void; onClose: () => void }

/** What a technician says about one reader. A device that nobody has chosen is proposed for the desk. */
export function ReaderDialog({ reader, say, onClose }: Props) {
  const { readers, settings: words, common } = useMessages()
  const m = readers.dialog
  const device = deviceName(reader) || readers.unnamed
  const offered = reader.state === 'not-chosen'
  const saved = reader.settings
  const [name, setName] = useState(saved.name)
  const [role, setRole] = useState(offered ? 'desk' : saved.role)
  const [form, setForm] = useState(saved.form)
  const [prefix, setPrefix] = useState(saved.prefix)
  const [suffix, setSuffix] = useState(saved.suffix)
  const [uid, setUid] = useState<ReaderSettings['uid'] | null>(saved.uid)
  const { busy, trouble, run } = useChange()
  const shown = name.trim() || device
  const ready = !busy && (form !== 'uid' || uid !== null)
  const save = () =>
    run(async () => {
      const next = { id: saved.id, name: name.trim(), role, form, prefix, suffix, uid: uid ?? saved.uid }
      const { kind } = await client.readers.configure(next)
      if (kind === 'too-many') return m.tooMany
      if (kind === 'disk-full' || kind === 'busy') return words.unwritten[kind]
      await queryClient.invalidateQueries({ queryKey: queries.readers.info.key() })
      say(m.saved(shown))
      onClose()
      return null
    })
  return (
    <Modal
      opened
      onClose={onClose}
      // The second click of a double click lands beside the dialog that the first one opened.
      closeOnClickOutside={false}
      title={offered ? m.use(device) : m.edit(saved.name || device)}
      size={940}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) save()
        }}
      >
        <div className={classes.halves}>
          <div className={forms.form}>
            <TextInput
              label={m.name}
              description={m.nameHint(device)}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              spellCheck={false}
              maxLength={40}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ChoiceList
              label={m.role}
              name="role"
              options={ReaderRole.options.map((value) => ({
                value,
                label: readers.roles[value],
                say: readers.roleSay[value],
              }))}
              value={role}
              onChange={setRole}
            />
          </div>
          <div className={forms.form}>
            <ChoiceList
              label={m.form}
              name="form"
              options={ReaderForm.options.map((value) => ({
                value,
                label: readers.forms[value],
                say: readers.formSay[value],
              }))}
              value={form}
              onChange={setForm}
            />
            {form !== 'uid' && (
              <div className={classes.affixes}>
                <AffixField label={m.prefix} value={prefix} onChange={setPrefix} />
                <AffixField label={m.suffix} value={suffix} onChange={setSuffix} />
              </div>
            )}
          </div>
        </div>
        <UidFields form={form} saved={saved.uid} onChange={setUid} />
        {trouble && <Trouble>{trouble}</Trouble>}
        <div className={forms.buttons}>
          <Button type="submit" data-primary disabled={!ready}>
            {m.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </form>
      {reader.state === 'absent' && <Forget reader={reader} name={saved.name || device} say={say} onClose={onClose} />}
    </Modal>
  )
}

function Forget({ reader, name, say, onClose }: Props & { name: string }) {
  const { readers, settings: words } = useMessages()
  const m = readers.dialog
  const { busy, trouble, run } = useChange()
  const forget = () =>
    run(async () => {
      const { kind } = await client.readers.forget({ id: reader.id })
      if (kind === 'disk-full' || kind === 'busy') return words.unwritten[kind]
      await queryClient.invalidateQueries({ queryKey: queries.readers.info.key() })
      say(m.forgotten(name))
      onClose()
      return null
    })
  return (
    <div className={classes.forget}>
      <div className="grow">
        <h3>{m.forgetTitle}</h3>
        <p className={forms.say}>{m.forgetSay}</p>
        {trouble && <Trouble>{trouble}</Trouble>}
      </div>
      <Button
        variant="default"
        disabled={busy}
        leftSection={<IconTrash size={18} aria-hidden="true" />}
        onClick={forget}
      >
        {m.forget}
      </Button>
    </div>
  )
}
