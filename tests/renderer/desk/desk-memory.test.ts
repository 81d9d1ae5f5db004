import { expect, it } from 'vitest'
import type { CheckResult } from '../../../shared/contract/desk.ts'
import { createDeskMemory } from '../../../renderer/desk/desk-memory.ts'

const question = { serviceDate: '2026-11-21', care: 'igd' }
const people = {
  kind: 'people',
  roster: { kind: 'current', version: 'r1' },
  candidates: [{ nik: '3275025403929912', sex: 'P', verdict: { kind: 'eligible' } }],
  question,
} as unknown as CheckResult

function opened() {
  const memory = createDeskMemory()
  memory.setText('3275025403929912')
  const { turn } = memory.send({
    kind: 'asked',
    asked: { text: '3275025403929912', source: 'wedge', from: null, by: 'key', purpose: 'patient' },
  })
  memory.send({ kind: 'checked', turn, result: people })
  return memory
}

it('forgets behind a lock whoever was only looked at', () => {
  const memory = opened()
  memory.leaveUntyped()
  expect(memory.desk().state).toEqual({ kind: 'idle' })
  expect(memory.text()).toBe('')
})

it('keeps behind a lock what somebody has typed for a patient', () => {
  const memory = opened()
  const { state } = memory.desk()
  if (state.kind !== 'answer') throw new Error(state.kind)
  memory.send({ kind: 'draft-changed', patch: { details: { ...state.draft.details, note: 'Alergi' } } })
  memory.leaveUntyped()
  expect(memory.desk().state).toMatchObject({ kind: 'answer', draft: { details: { note: 'Alergi' } } })
})

it('keeps behind a lock an admission that is on its way', () => {
  const memory = opened()
  memory.send({ kind: 'admit-started', requestId: 'r1' })
  memory.leaveUntyped()
  expect(memory.desk().state).toMatchObject({ kind: 'answer', admitting: true })
})
