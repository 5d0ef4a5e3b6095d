import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EventSource as NodeEventSource } from 'undici'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConnectionTimes } from '#components/live/event-connection.ts'
import { listenToEvents } from '#components/live/shared-event-source.ts'
import { createWallet } from '#lib/credits/create-wallet.ts'
import { db } from '#lib/db.ts'
import { appendEvents } from './append-events.ts'
import { eventStream } from './event-stream.ts'
import { pollEvents } from './read-events.ts'

// The browser's side, the server's side and a proxy between them, all real; only the route's sign-in is left out.

/** So long that no test can be helped by it. */
const never = 3_600_000
const patience = { timeout: 10_000 }
const times: ConnectionTimes = {
  hello: 5_000,
  silence: never,
  check: 50,
  poll: 50,
  retryFirst: 50,
  retryMax: 100,
  retryFull: never,
}

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  vi.unstubAllGlobals()
})

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = http.createServer(handle)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Site {
  origin: string
  keepAliveMs: number
  opened: number
  polled: number
  open: Set<ServerResponse>
}

async function pour(stream: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  for await (const bytes of stream) response.write(bytes)
  response.end()
}

async function startSite(userId: string): Promise<Site> {
  const site: Site = { origin: '', keepAliveMs: never, opened: 0, polled: 0, open: new Set() }
  site.origin = await serve((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://site')
    const seen = String(request.headers['last-event-id'] ?? searchParams.get('after'))
    if (searchParams.has('poll')) {
      site.polled += 1
      void pollEvents(userId, BigInt(seen)).then((events) =>
        response.end(
          JSON.stringify({ events }, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
        ),
      )
      return
    }
    site.opened += 1
    site.open.add(response)
    const left = new AbortController()
    response.once('close', () => {
      site.open.delete(response)
      left.abort()
    })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const { keepAliveMs } = site
    void pour(eventStream(userId, BigInt(seen), left.signal, { keepAliveMs }), response)
  })
  return site
}

interface Proxy {
  origin: string
  /** Hands streams on only when they are complete, as some proxies do. */
  buffers: boolean
  /** Cuts a stream on which nothing came for so long. */
  idleMs: number | null
  /** Keeps connections open and hands nothing on any more: what a browser sees after its laptop slept. */
  swallows: boolean
  cuts: number
  chunks: number
}

async function startProxy(to: string): Promise<Proxy> {
  const proxy: Proxy = { origin: '', buffers: false, idleMs: null, swallows: false, cuts: 0, chunks: 0 }
  proxy.origin = await serve((request, response) => {
    const forward = http.request(`${to}${request.url}`, { headers: request.headers }, (answer) => {
      const isStream = answer.headers['content-type'] === 'text/event-stream'
      const holds = proxy.buffers && isStream
      const collected: Buffer[] = []
      let isDead = false
      if (!holds) response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders()
      let idle: NodeJS.Timeout | undefined
      const rest = () => {
        clearTimeout(idle)
        if (proxy.idleMs === null || !isStream) return
        idle = setTimeout(() => {
          proxy.cuts += 1
          response.destroy()
        }, proxy.idleMs)
      }
      rest()
      answer.on('data', (chunk: Buffer) => {
        rest()
        if (isStream) proxy.chunks += 1
        isDead ||= isStream && proxy.swallows
        if (holds) collected.push(chunk)
        else if (!isDead) response.write(chunk)
      })
      answer.on('end', () => {
        clearTimeout(idle)
        response.end(Buffer.concat(collected))
      })
      answer.on('error', () => response.destroy())
      response.once('close', () => {
        clearTimeout(idle)
        forward.destroy()
      })
    })
    forward.on('error', () => response.destroy())
    forward.end()
  })
  return proxy
}

function openBrowser(userId: string, origin: string, special: Partial<ConnectionTimes> = {}): string[] {
  const window = Object.assign(new EventTarget(), { BroadcastChannel })
  vi.stubGlobal('window', window)
  vi.stubGlobal(
    'EventSource',
    class extends NodeEventSource {
      constructor(path: string) {
        super(new URL(path, origin).href)
      }
    },
  )
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => fetch(new URL(path, origin), init))
  const heard: string[] = []
  const stop = listenToEvents(userId, '0', ({ type, jobId }) => heard.push(jobId ?? type), {
    ...times,
    ...special,
  })
  closing.push(stop)
  return heard
}

async function append(...names: string[]): Promise<void> {
  await db.$transaction((tx) =>
    appendEvents(
      tx,
      userId,
      names.map((jobId) => ({ type: 'job', data: { jobId } })),
    ),
  )
}

let userId: string
let site: Site
let proxy: Proxy
beforeEach(async () => {
  const email = `${crypto.randomUUID()}@example.com`
  const user = await db.user.create({ data: { email, emailNormalized: email, passwordHash: 'none' } })
  userId = user.id
  await db.$transaction((tx) => createWallet(tx, userId))
  site = await startSite(userId)
  proxy = await startProxy(site.origin)
})

describe('a proxy that hands everything on', () => {
  it('needs no asking', async () => {
    const heard = openBrowser(userId, proxy.origin)
    await append('a')
    await expect.poll(() => heard, patience).toEqual(['a'])
    await append('b')
    await expect.poll(() => heard, patience).toEqual(['a', 'b'])
    expect(site).toMatchObject({ opened: 1, polled: 0 })
  })
})

describe('a proxy that buffers', () => {
  it('is noticed by the missing hello: the browser asks instead, and hears each thing once', async () => {
    proxy.buffers = true
    const heard = openBrowser(userId, proxy.origin, { hello: 200 })
    await append('a')
    await expect.poll(() => heard, patience).toEqual(['a'])
    await append('b', 'c')
    await expect.poll(() => heard, patience).toEqual(['a', 'b', 'c'])
    expect(site.opened).toBe(1)
  })

  it('is forgotten when a stream says hello again', async () => {
    proxy.buffers = true
    const heard = openBrowser(userId, proxy.origin, { hello: 200, silence: 500 })
    await expect.poll(() => site.polled, patience).toBeGreaterThan(2)
    proxy.buffers = false
    // The silence makes it try anew.
    site.keepAliveMs = 100
    await expect.poll(() => site.opened, patience).toBeGreaterThan(1)
    const chunks = proxy.chunks
    await expect.poll(() => proxy.chunks, patience).toBeGreaterThan(chunks + 2)
    const { polled } = site
    await append('a')
    await expect.poll(() => heard, patience).toEqual(['a'])
    await expect.poll(() => proxy.chunks, patience).toBeGreaterThan(chunks + 5)
    expect(site.polled).toBe(polled)
  })
})

describe('a proxy that cuts idle connections', () => {
  it('finds none idle, for the server gives a sign in time', async () => {
    proxy.idleMs = 1_000
    site.keepAliveMs = 300
    const heard = openBrowser(userId, proxy.origin)
    // Twice as long as an idle one may live.
    await expect.poll(() => proxy.chunks, patience).toBeGreaterThan(7)
    await append('a')
    await expect.poll(() => heard, patience).toEqual(['a'])
    expect(proxy.cuts).toBe(0)
    expect(site).toMatchObject({ opened: 1, polled: 0 })
  })

  it('costs nothing when it is quicker than the signs', async () => {
    proxy.idleMs = 1_000
    const heard = openBrowser(userId, proxy.origin)
    await append('a')
    await expect.poll(() => proxy.cuts, patience).toBe(1)
    await append('b')
    await expect.poll(() => heard, patience).toEqual(['a', 'b'])
    await expect.poll(() => site.opened, patience).toBeGreaterThan(1)
    await append('c')
    await expect.poll(() => heard, patience).toEqual(['a', 'b', 'c'])
  })
})

describe('a line that is dead without saying so', () => {
  it('is noticed by its silence and made anew', async () => {
    site.keepAliveMs = 100
    const heard = openBrowser(userId, proxy.origin, { silence: 600 })
    await append('a')
    await expect.poll(() => heard, patience).toEqual(['a'])
    proxy.swallows = true
    const { chunks } = proxy
    await append('b')
    await expect.poll(() => proxy.chunks, patience).toBeGreaterThan(chunks)
    expect(heard).toEqual(['a'])
    proxy.swallows = false
    // What was swallowed is replayed to the new one.
    await expect.poll(() => heard, patience).toEqual(['a', 'b'])
    expect(site.opened).toBeGreaterThan(1)
  })

  it('is looked at as soon as somebody comes back to the page', async () => {
    const heard = openBrowser(userId, proxy.origin, { silence: 0, check: never })
    await append('a')
    await expect.poll(() => heard, patience).toEqual(['a'])
    window.dispatchEvent(new Event('focus'))
    await expect.poll(() => site.opened, patience).toBe(2)
  })
})

describe('a user with too many streams', () => {
  it('still hears everything in the browser whose stream had to end', async () => {
    const heard = openBrowser(userId, proxy.origin)
    await expect.poll(() => site.open.size, patience).toBe(1)
    const others = Array.from({ length: 8 }, () => eventStream(userId, 0n, new AbortController().signal))
    closing.push(() => Promise.all(others.map((stream) => stream.cancel())))
    await append('a')
    await expect.poll(() => heard, patience).toEqual(['a'])
    await expect.poll(() => site.open.size, patience).toBe(0)
    await append('b')
    await expect.poll(() => heard, patience).toEqual(['a', 'b'])
    expect(site.opened).toBe(1)
  })
})
