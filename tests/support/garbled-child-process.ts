/** A shell whose one child says on its channel what the first argument names; it prints what became of both. */
import { fork } from 'node:child_process'
import { writeSync } from 'node:fs'
import { serialize } from 'node:v8'
import { surviveGarbledChannel } from '../../electron/supervisor/garbled-channel.ts'

const how = process.argv[2] ?? ''
if (process.send === undefined) beShell()
else beChild()

function beShell(): void {
  const child = fork(import.meta.filename, [how], { serialization: 'advanced' })
  surviveGarbledChannel(process, () => child.kill('SIGKILL'))
  child.on('message', () => {
    if (how === 'well') throw new RangeError('card 3275021508909901')
  })
  child.on('exit', (_, signal) => {
    console.log(`child ended by ${signal}`)
    setTimeout(() => console.log('shell goes on'), 50)
  })
}

function beChild(): void {
  process.on('disconnect', () => process.exit())
  setInterval(() => undefined, 60_000)
  // Where Node has put the channel; it takes the variable away.
  const channel = 3
  const write = (body: Uint8Array) => writeSync(channel, Buffer.concat([Buffer.from([0, 0, 0, body.length]), body]))
  if (how === 'bytes') write(Buffer.from([1, 2, 3, 4, 5, 6]))
  else if (how === 'orders') write(serialize({ cmd: 'NODE_HANDLE_ACK' }))
  else process.send?.({ kind: 'ready' })
}
