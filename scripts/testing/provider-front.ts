import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { z } from 'zod'

/** One image request that reached the provider's door, as counted outside of everything that is killed. */
export interface CountedCall {
  prompt: string
  model: string
  startedMs: number
  /** Null while it runs. */
  endedMs: number | null
  /** `refused`: a complete error answer. Everything else may have made a picture, and may be billed. */
  outcome: 'running' | 'answered' | 'refused' | 'cut'
}

export interface ProviderFront {
  url: string
  calls: CountedCall[]
  /** Lets in. */
  open(): Promise<void>
  /** Refuses connections and cuts those there are, as when the server behind it is killed. */
  close(): Promise<void>
  /** Takes the magic words out of all prompts from now on: the provider's bad day is over. */
  endFaults(): void
}

const bodyShape = z.looseObject({ prompt: z.string(), model: z.string() })

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/**
 * A door before the sandbox that counts its image requests: the sandbox's own log dies with it. Passes everything on as it
 * comes, and cuts where it is cut.
 */
export function createProviderFront(port: number, sandboxPort: number): ProviderFront {
  const calls: CountedCall[] = []
  let faultsEnded = false

  function begin(body: z.infer<typeof bodyShape>): CountedCall {
    const { prompt, model } = body
    const call: CountedCall = { prompt, model, startedMs: Date.now(), endedMs: null, outcome: 'running' }
    calls.push(call)
    return call
  }

  function end(call: CountedCall | null, outcome: CountedCall['outcome']): void {
    if (call?.outcome !== 'running') return
    call.endedMs = Date.now()
    call.outcome = outcome
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    let body = await readAll(incoming)
    let call: CountedCall | null = null
    if (incoming.method === 'POST' && incoming.url?.startsWith('/v1/images/')) {
      const parsed = bodyShape.parse(JSON.parse(body.toString('utf8')))
      call = begin(parsed)
      if (faultsEnded) {
        const prompt = parsed.prompt.replaceAll(/\[\[[^\]]*\]\]/g, '')
        body = Buffer.from(JSON.stringify({ ...parsed, prompt }))
      }
    }
    const cut = () => {
      end(call, 'cut')
      outgoing.destroy()
    }
    const headers = { ...incoming.headers, 'content-length': String(body.byteLength) }
    const { method, url: path } = incoming
    const onward = request({ port: sandboxPort, host: '127.0.0.1', method, path, headers, agent: false })
    onward.on('error', cut)
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      let tail = ''
      answer.on('data', (chunk: Buffer) => {
        tail = (tail + chunk.toString('latin1')).slice(-4000)
        outgoing.write(chunk)
      })
      answer.on('error', cut)
      answer.on('aborted', cut)
      answer.on('end', () => {
        if (!answer.complete) return cut()
        const refused = (answer.statusCode ?? 0) >= 400 || tail.includes('event: error')
        end(call, refused ? 'refused' : 'answered')
        outgoing.end()
      })
    })
    // A worker that was killed leaves a call behind that may have made a picture all the same.
    outgoing.on('close', () => {
      end(call, 'cut')
      onward.destroy()
    })
    onward.end(body)
  }

  let server = newServer()
  function newServer() {
    return createServer((incoming, outgoing) => {
      pass(incoming, outgoing).catch(() => outgoing.destroy())
    })
  }

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    open: () =>
      new Promise((resolve, reject) => {
        if (server.listening) return resolve()
        server = newServer()
        server.once('error', reject)
        server.listen(port, '127.0.0.1', resolve)
      }),
    close: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    endFaults: () => {
      faultsEnded = true
    },
  }
}
