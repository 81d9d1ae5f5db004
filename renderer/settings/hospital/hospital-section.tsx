import { IconBuildingHospital } from '@tabler/icons-react'
import type { SessionInfo } from '../../../shared/contract/session.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { Panel } from '../../ui/panel.tsx'
import forms from '../forms/form.module.css'
import type { SectionProps } from '../sections.ts'
import { DeskCode } from './desk-code.tsx'
import classes from './hospital-section.module.css'

/** Which hospital and which desk this is. */
export function HospitalSection({ session, say }: SectionProps) {
  const { settings } = useMessages()
  const m = settings.hospital
  return (
    <>
      <DeskCode key={session.desk.code} session={session} say={say} />
      <Panel title={m.factsTitle} say={m.factsSay} icon={<IconBuildingHospital size={18} aria-hidden="true" />}>
        {session.hospital === null ? (
          <p className={forms.say}>{m.none}</p>
        ) : (
          <Facts hospital={session.hospital} programmes={session.programmes} />
        )}
      </Panel>
    </>
  )
}

function Facts({ hospital, programmes }: { hospital: Hospital; programmes: SessionInfo['programmes'] }) {
  const { settings } = useMessages()
  const m = settings.hospital
  const format = useFormat()
  const { letterHead } = hospital
  const shortName = (code: string) => programmes.find((one) => one.code === code)?.shortName ?? code
  // `own`: the hospital's own words, Indonesian in both languages.
  const facts: [label: string, value: string, own?: 'own'][] = [
    [m.name, hospital.name, 'own'],
    [m.code, hospital.code],
    [m.owner, m.owners[hospital.owner]],
    [m.rsud, hospital.isRsud ? m.yes : m.no],
    [m.regency, hospital.regencyCode],
    [m.wards, hospital.wardClasses.join(', ')],
    [m.authority, letterHead.authority, 'own'],
    [m.address, letterHead.address, 'own'],
    [m.phone, letterHead.phone],
    [m.timeZone, hospital.timeZone],
  ]
  return (
    <dl className={forms.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value, own]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd {...(own && { lang: 'id' })}>{value}</dd>
          </div>
        ))}
      <div>
        <dt>{m.contracts}</dt>
        {hospital.contracts.length === 0 && <dd>{m.noContracts}</dd>}
        {hospital.contracts.map(({ programme, from, until }) => (
          <dd key={`${programme} ${from}`} className={classes.contract}>
            {m.contract(shortName(programme), format.shortDate(from), format.shortDate(until))}
          </dd>
        ))}
      </div>
    </dl>
  )
}
