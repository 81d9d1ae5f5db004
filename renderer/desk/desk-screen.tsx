import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Source } from '../../shared/contract/desk.ts'
import type { SessionInfo } from '../../shared/contract/session.ts'
import type { AdmissionId } from '../../shared/domain/identifiers.ts'
import { client, useConnected } from '../api.ts'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import { scans } from '../scan/reader-feed.ts'
import type { Fate, Scan } from '../scan/scan-hub.ts'
import { useScans } from '../scan/use-scans.ts'
import { StatusStrip } from '../ui/status-strip.tsx'
import { TopBar } from '../ui/top-bar.tsx'
import { splitLetterNumber, useProvisional, useToday } from './admissions/use-admissions.ts'
import { DeskDialogs, holdsScans } from './desk-dialogs.tsx'
import type { Dialog } from './desk-dialogs.tsx'
import type { FromReader } from './desk-model.ts'
import classes from './desk-layout.module.css'
import type { DeskMemory } from './desk-memory.ts'
import { DeskMain, DeskSide, viewOf } from './desk-main.tsx'
import { TodayPanel } from './idle/today-panel.tsx'
import { heardFrom } from './listen/heard.ts'
import { ListenPanel } from './listen/listen-panel.tsx'
import { hush, NoticeLine, useNotice } from './notice.tsx'
import { isSaving } from './saving.ts'
import { TodayStrip } from './today-strip.tsx'
import { useClearWhenIdle } from './use-clear-when-idle.ts'
import { useCommands } from './use-commands.ts'
import { useDesk } from './use-desk.ts'
import { useDeskFocus } from './use-desk-focus.ts'
import { hasTyped } from './desk-state.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { usePrinting } from './use-printing.ts'

/** The admission desk: one screen, its state decides what stands in the middle. */
export function DeskScreen({ session, memory }: { session: SessionInfo; memory: DeskMemory }) {
  const { desk } = useMessages()
  const format = useFormat()
  const connected = useConnected()
  const printer = usePrinting()
  const { notice, say } = useNotice()
  const text = useSyncExternalStore(memory.subscribe, memory.text)
  const { setText } = memory
  const { state, actions } = useDesk(memory, (admission, first) => {
    setText('')
    if (first) void printer.printLetter(admission.id)
  })
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' })
  const fieldRef = useRef<HTMLInputElement>(null)
  const searchRef = useRef<HTMLInputElement>(null)
  const list = useToday(session.today)
  const provisional = useProvisional()
  const lastLetter = list.admissions.find((one) => one.state !== 'voided')
  const shortNames = useMemo(
    () => new Map<string, string>(session.programmes.map(({ code, shortName }) => [code, shortName])),
    [session.programmes],
  )
  const commands = useCommands({
    state,
    actions: {
      ...actions,
      clear: () => {
        setText('')
        actions.clear()
        scans.cleared()
      },
    },
    dialog,
    setDialog,
    printer,
    say,
    fieldRef,
    searchRef,
    lastLetter,
    provisional,
    programmes: session.programmes,
  })

  const ask = (next: string, source: Source, from: FromReader | null = null) => {
    if (isSaving(state)) return say(desk.notices.saving)
    setText(next)
    actions.ask(next, source, from)
  }
  const scan = ({ text: next, source, ...from }: Scan): Fate => {
    if (isSaving(state) || holdsScans(dialog)) {
      say(isSaving(state) ? desk.notices.saving : desk.notices.dialogOpen)
      return 'unused'
    }
    // That the last one came to nothing is not said of this one.
    hush()
    setDialog({ kind: 'none' })
    // What was typed for this patient is not thrown away by the next card without a word.
    commands.guarded(() => ask(next, source, from), true)
    return 'used'
  }
  /** The demo's cards are scanned by a click. */
  const sample = (next: string) => void scan({ text: next, source: 'wedge', aim: null, reader: null })
  const takenBack = (part: string) => {
    if (dialog.kind === 'clear' && dialog.scanned) setDialog({ kind: 'none' })
    if (!('asked' in state) || state.asked.text !== part || isSaving(state)) return
    setText('')
    actions.clear()
  }
  useScans(scan, { say, onTakenBack: takenBack })
  useDeskKeys(commands.onKey)
  useDeskFocus(state, fieldRef)

  // Nobody is here any more: the next to come must not read who was.
  const filled = state.kind !== 'idle' || text !== '' || dialog.kind === 'admission' || dialog.kind === 'list'
  useClearWhenIdle(session.policy.clearAfterMinutes, filled, () => {
    if (isSaving(state)) return
    setDialog({ kind: 'none' })
    setText('')
    actions.clear()
    scans.cleared()
    say(desk.notices.idleCleared)
  })

  const unsaved = hasTyped(state)
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unsaved])

  // A question that was lost with the connection is put again by itself; an admission never is.
  useEffect(() => {
    if (connected && state.kind === 'error' && state.failure === 'connection') actions.retry()
  }, [connected, state, actions])

  const { printing } = printer
  const shownElsewhere = dialog.kind === 'admission' || state.kind === 'admitted'
  useEffect(() => {
    if (shownElsewhere) return
    if (printing.kind === 'done' && printing.admissionId) say(desk.admissions.printDone(printing.copy))
    if (printing.kind === 'failed') say(desk.admissions.printProblem[printing.why])
    // oxlint-disable-next-line react/exhaustive-deps -- said once for each print, not again when the state changes
  }, [printing])

  const openAdmission = (admissionId: AdmissionId) => setDialog({ kind: 'admission', admissionId, task: 'none' })
  const sheet = async () => {
    const delivery = await client.demo.sheet().catch(() => null)
    if (delivery) await printer.printDelivery(delivery)
    else say(desk.notices.failed)
  }
  const view = viewOf(state)
  const isIdle = view === 'idle'

  return (
    <div className={classes.app}>
      <TopBar session={session} />
      <div className={classes.alert} aria-live="polite">
        {!connected && (
          <>
            <b>{desk.connection.down}</b> {desk.connection.downMore}
          </>
        )}
      </div>
      <main className={classes.main} data-view={view} data-state={state.kind}>
        {state.kind !== 'people' && <h1 className="unseen">{desk.title}</h1>}
        <div className={classes.left}>
          <ListenPanel
            fieldRef={fieldRef}
            text={text}
            today={session.today}
            compact={!isIdle}
            busy={state.kind === 'checking'}
            heard={heardFrom(state, text)}
            lastLetter={
              lastLetter
                ? {
                    time: format.time(lastLetter.openedAt),
                    name: lastLetter.person.name,
                    number: splitLetterNumber(lastLetter.letterNumber).sequence,
                  }
                : null
            }
            onText={setText}
            onSubmit={(typed) => commands.guarded(() => ask(typed, 'typed'))}
            onReprint={commands.reprint}
            onNameSearch={() => commands.guarded(actions.openNameSearch)}
            onNewborn={() => commands.guarded(actions.wantNewborn)}
            onEmergency={commands.emergency}
          />
          {!isIdle && <DeskSide state={state} actions={actions} />}
        </div>
        {isIdle ? (
          <TodayPanel
            list={list}
            provisional={provisional}
            shortNames={shortNames}
            demo={session.demo}
            searchRef={searchRef}
            onOpen={openAdmission}
            onShowAll={() => setDialog({ kind: 'list' })}
            onProvisional={commands.openProvisional}
            onSample={sample}
            onSheet={() => void sheet()}
          />
        ) : (
          <>
            <DeskMain
              state={state}
              session={session}
              mending={commands.isMending}
              printing={printing}
              actions={actions}
              on={{
                onIssue: commands.issue,
                onEmergency: commands.emergency,
                onAdvice: commands.advice,
                onUmum: () => setDialog({ kind: 'umum' }),
                onOverride: commands.override,
                onRoster: () => setDialog({ kind: 'roster' }),
                onMend: commands.mend,
                onReprint: commands.reprint,
                onOpenExisting: () => {
                  if (state.kind === 'answer' && state.candidate.existing) openAdmission(state.candidate.existing.id)
                },
                onField: commands.field,
                onNameSearch: () => commands.guarded(actions.openNameSearch),
                onNewborn: () => commands.guarded(actions.wantNewborn),
                onClear: commands.clear,
                onOpen: openAdmission,
              }}
            />
            <TodayStrip
              total={list.standing}
              provisional={provisional}
              onProvisional={commands.openProvisional}
              onOpenList={() => setDialog({ kind: 'list' })}
            />
          </>
        )}
      </main>
      <StatusStrip
        session={session}
        onRoster={() => setDialog({ kind: 'roster' })}
        onShortcuts={() => setDialog({ kind: 'shortcuts' })}
        onDemo={session.demo && !isIdle ? () => setDialog({ kind: 'demo' }) : null}
      />
      <NoticeLine notice={notice} />
      <DeskDialogs
        dialog={dialog}
        session={session}
        provisional={provisional}
        shortNames={shortNames}
        printing={printing}
        onDialog={setDialog}
        onReprint={(id) => void printer.printLetter(id)}
        onExport={commands.exportRange}
        onUmum={commands.umum}
        onSample={sample}
        onSheet={() => void sheet()}
      />
    </div>
  )
}
