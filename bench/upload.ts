import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { signIn } from '../scripts/testing/browser-session.ts'
import { processesOn, runScript } from '../scripts/testing/site-process.ts'
import { percentiles } from './percentiles.ts'
import { hardFiles, photos } from './upload-files.ts'
import { watchMemory } from './watch-memory.ts'

const root = path.join(import.meta.dirname, '..')
const port = 4797
const siteUrl = `http://localhost:${port}`
const PICTURES = 16
/** One after the other; as the studio sends them; as many as one user may at once. */
const lanes = [1, 3, 8]

interface Visitor {
  cookie: string
  websitePid: number
}

async function send(
  { cookie }: Visitor,
  bytes: Buffer,
): Promise<{ status: number; code: string | null; ms: number }> {
  const startedMs = performance.now()
  const response = await fetch(`${siteUrl}/api/uploads?name=photo.jpg`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
  const answer = (await response.json()) as { error?: { code: string } }
  return { status: response.status, code: answer.error?.code ?? null, ms: performance.now() - startedMs }
}

/** How long the site takes, meanwhile, to say that it lives. */
async function askMeanwhile(end: AbortSignal): Promise<number[]> {
  const samples: number[] = []
  while (!end.aborted) {
    const startedMs = performance.now()
    await (await fetch(`${siteUrl}/api/health`)).text()
    samples.push(performance.now() - startedMs)
    await delay(20)
  }
  return samples
}

async function round(visitor: Visitor, parallel: number) {
  const files = await photos(PICTURES)
  const waiting = [...files]
  const samples: number[] = []
  const endOfRound = new AbortController()
  const meanwhile = askMeanwhile(endOfRound.signal)
  const endWatch = watchMemory(visitor.websitePid)
  const startedMs = performance.now()
  const lane = async () => {
    for (let bytes = waiting.pop(); bytes; bytes = waiting.pop()) {
      const { status, ms } = await send(visitor, bytes)
      if (status !== 201) throw new Error(`a picture was answered with ${status}`)
      samples.push(ms)
    }
  }
  await Promise.all(Array.from({ length: parallel }, lane))
  const seconds = (performance.now() - startedMs) / 1000
  const memory = endWatch()
  endOfRound.abort()
  const megabytes = files.reduce((sum, { length }) => sum + length, 0) / 1e6
  return {
    parallel,
    seconds: Math.round(seconds * 100) / 100,
    megabytesPerSecond: Math.round((megabytes / seconds) * 10) / 10,
    pictureMs: percentiles(samples),
    memory,
    otherRequestsMs: percentiles(await meanwhile),
  }
}

/** The same work by sharp alone, in this process, from a file to a file. */
async function bareSharp(folder: string) {
  const [bytes] = await photos(1)
  const file = path.join(folder, 'photo.jpg')
  writeFileSync(file, bytes ?? '')
  const samples: number[] = []
  for (let turn = 0; turn < 8; turn++) {
    const startedMs = performance.now()
    await sharp(file)
      .autoOrient()
      .resize(1672, 2508, { fastShrinkOnLoad: false })
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toFile(path.join(folder, 'out.jpg'))
    samples.push(performance.now() - startedMs)
  }
  return {
    what: 'sharp alone, one after the other',
    megabytes: (bytes?.length ?? 0) / 1e6,
    pictureMs: percentiles(samples),
  }
}

async function hardRound(visitor: Visitor) {
  const outcomes: Record<string, object> = {}
  for (const [name, bytes] of Object.entries(await hardFiles())) {
    const endWatch = watchMemory(visitor.websitePid)
    const { status, code, ms } = await send(visitor, bytes)
    outcomes[name] = { megabytes: bytes.length / 1e6, status, code, ms: Math.round(ms), memory: endWatch() }
  }
  return outcomes
}

/** Pictures of 20 megapixels through the real site over HTTP, and what files that mean no good take of it. */
export async function uploadBench(): Promise<object> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-upload-'))
  const env = { PORT: String(port), DATA_DIR: folder, RATE_LIMITS: '0' }
  const site = runScript('scripts/start.ts', [], env)
  try {
    await site.ready
    const account = { email: `${randomUUID()}@example.com`, password: randomUUID() }
    const args = ['create', '--email', account.email, '--password', account.password]
    await promisify(execFile)(process.execPath, ['scripts/user.ts', ...args], {
      cwd: root,
      env: { ...process.env, ...env, DATABASE_URL: '', PUBLIC_URL: '' },
    })
    const [websitePid = 0] = processesOn(folder, 'scripts/web.ts')
    const visitor = { cookie: await signIn(siteUrl, account), websitePid }
    const endWatch = watchMemory(websitePid)
    const atRest = endWatch()
    await send(visitor, (await photos(1))[0] ?? Buffer.alloc(0))
    const rounds = []
    for (const parallel of lanes) rounds.push(await round(visitor, parallel))
    return {
      pictures: PICTURES,
      picture: 'JPEG, 5472 x 3648, turned by EXIF',
      atRest,
      rounds,
      reference: await bareSharp(folder),
      hardFiles: await hardRound(visitor),
    }
  } finally {
    site.signal('SIGTERM')
    await site.ended
    rmSync(folder, { recursive: true, force: true })
  }
}
