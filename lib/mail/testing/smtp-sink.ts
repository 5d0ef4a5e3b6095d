import net from 'node:net'

export interface SmtpSink {
  url: string
  /** Each letter as it came: envelope and everything between DATA and the dot. */
  letters: { from: string; to: string[]; data: string }[]
  /** Answers given in place of the usual ones, by command, once each. `close` hangs up. */
  script: Map<string, string>
  close(): Promise<void>
}

/** A mail server that takes everything (RFC 5321, as much as a client needs), on a port of its own. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const letters: SmtpSink['letters'] = []
  const script: SmtpSink['script'] = new Map()
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    serve(socket, letters, script)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    script,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function serve(socket: net.Socket, letters: SmtpSink['letters'], script: SmtpSink['script']) {
  let letter = { from: '', to: [] as string[], data: '' }
  let inData = false
  let pending = ''

  function answer(command: string, usual: string) {
    const line = script.get(command) ?? usual
    script.delete(command)
    if (line === 'close') socket.destroy()
    else socket.write(`${line}\r\n`)
  }

  function handleCommand(line: string) {
    const command = line.slice(0, 4).toUpperCase()
    if (command === 'EHLO' || command === 'HELO')
      return answer('EHLO', '250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8')
    if (command === 'QUIT') return answer('QUIT', '221 bye')
    if (command === 'MAIL') letter = { from: addressIn(line), to: [], data: '' }
    if (command === 'RCPT') letter.to.push(addressIn(line))
    if (command === 'DATA') {
      inData = !script.has('DATA')
      return answer('DATA', '354 go on')
    }
    answer(command, '250 ok')
  }

  socket.write('220 sink\r\n')
  socket.on('data', (chunk) => {
    pending += chunk.toString('utf8')
    for (;;) {
      const end = pending.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const part = pending.slice(0, end)
      pending = pending.slice(end + (inData ? 5 : 2))
      if (!inData) handleCommand(part)
      else {
        inData = false
        letters.push({ ...letter, data: part })
        answer('dot', '250 queued')
      }
    }
  })
}

function addressIn(line: string): string {
  return /<(.*?)>/.exec(line)?.[1] ?? ''
}
