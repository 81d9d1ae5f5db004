import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'

export type ProxyServer = {
  url: string
  /** What it was asked for: `GET http://...` or `CONNECT host:port`. */
  asked: string[]
  /** Answers every request with this status from now on; null: does its work. */
  refuseWith(status: number | null): void
  close(): Promise<void>
}

/** A real forward proxy on this machine, as a hospital's network has one: plain requests, and tunnels by CONNECT. */
export async function proxyServer(): Promise<ProxyServer> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  let refusal: number | null = null
  const server = createServer((incoming: IncomingMessage, answer: ServerResponse) => {
    asked.push(`${incoming.method} ${incoming.url}`)
    if (refusal !== null) return void answer.writeHead(refusal).end()
    const onward = request(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers)
      found.pipe(answer)
    })
    onward.on('error', () => answer.writeHead(502).end())
    onward.end()
  })
  server.on('connect', (incoming: IncomingMessage, client: Socket) => {
    asked.push(`CONNECT ${incoming.url}`)
    if (refusal !== null) return void client.end(`HTTP/1.1 ${refusal} No\r\n\r\n`)
    const [host = '', port = ''] = (incoming.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(client).pipe(onward)
    })
    for (const socket of [onward, client]) socket.on('error', () => socket.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refuseWith: (status) => void (refusal = status),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
