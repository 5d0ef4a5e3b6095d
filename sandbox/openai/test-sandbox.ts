import OpenAI, { APIError } from 'openai'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { contractProblems } from './contract/conforms.ts'
import { type RunningSandbox, startSandbox } from './server.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** One sandbox for a test file, back to no delay and an empty log before each test. */
export function sandboxForTests() {
  let running: RunningSandbox | undefined
  // Painting takes its time on a busy machine.
  vi.setConfig({ testTimeout: 30_000 })
  beforeAll(async () => {
    running = await startSandbox({ port: 0, settings: { delayMs: 0, variety: false } })
  })
  beforeEach(async () => {
    await setSettings({ ...defaultSettings, delayMs: 0, variety: false })
    await fetch(`${url()}/sandbox/calls`, { method: 'DELETE' })
  })
  afterAll(() => running?.close())

  function url(): string {
    if (running === undefined) throw new Error('the sandbox is not running')
    return running.url
  }
  function client(apiKey = 'sk-test', headers: Record<string, string> = {}): OpenAI {
    return new OpenAI({ apiKey, baseURL: `${url()}/v1`, maxRetries: 0, defaultHeaders: headers })
  }
  async function setSettings(settings: Partial<Settings>): Promise<void> {
    const answer = await fetch(`${url()}/sandbox/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }
  /** A plain POST of JSON; the body that comes back is parsed. */
  async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(`${url()}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) }
  }
  return { url, client, setSettings, post }
}

/** The error of a failed SDK call, checked against the contract. */
export async function failure(call: Promise<unknown>): Promise<APIError> {
  const error = await call.then(
    () => new Error('the call did not fail'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof APIError)) throw error
  if (error.status !== undefined) {
    const problems = contractProblems('Error', error.error)
    if (problems.length > 0) throw new Error(problems.join('; '))
  }
  return error
}

/** The bytes of the first picture of an answer. */
export function firstPicture(answer: OpenAI.Images.ImagesResponse): Buffer {
  const data = answer.data?.[0]?.b64_json
  if (data === undefined) throw new Error('the answer has no picture')
  return Buffer.from(data, 'base64')
}

export async function plainPng(width: number, height: number, colour: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background: colour } })
    .png()
    .toBuffer()
}

export function asFile(bytes: Buffer, type = 'image/png', name = 'picture.png'): File {
  return new File([new Uint8Array(bytes)], name, { type })
}

export async function pixelsOf(bytes: Buffer): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
