import { setTimeout as sleep } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import { endCall } from '../call-log.ts'
import type { PictureRequest } from '../checks/picture-request.ts'
import type { Dimensions } from '../checks/size.ts'
import { errorAfterWork, type Fault, gatewayStatus, parseDuration } from '../faults.ts'
import { hashText } from '../hash.ts'
import type { RawPicture } from '../paint/raw-picture.ts'
import type { AppEnv, Sandbox } from '../sandbox.ts'
import { computeUsage, type Usage } from '../usage.ts'
import { admitCall } from './admit-call.ts'
import { encodePicture } from './encode-picture.ts'
import { streamPicture } from './stream-picture.ts'

/** A checked request and the way to make its pictures. */
export interface PictureWork {
  operation: 'image_generation' | 'image_edit'
  request: PictureRequest
  /** Dimensions of everything sent in, for `usage`. */
  inputs: Dimensions[]
  highFidelity: boolean
  makePicture: (index: number) => Promise<RawPicture>
}

/** Everything after the checks: limits, faults, the wait, the painting and the answer, streamed or not. */
export async function answerPictures(
  c: Context<AppEnv>,
  sandbox: Sandbox,
  work: PictureWork,
): Promise<Response> {
  const { request } = work
  const call = c.get('call')
  if (call) {
    call.model = request.modelId
    call.promptHash = hashText(request.prompt).toString(16).padStart(8, '0')
    call.n = request.n
    call.stream = request.stream
    call.inputs = work.inputs.length
    call.safetyIdentifier = request.safetyIdentifier
  }
  const { faults, leave } = admitCall(c, sandbox, request)
  const delayMs = chooseDelay(sandbox, request, faults)
  const gateway = gatewayStatus(faults)
  if (gateway !== null) {
    await wait(sandbox, delayMs).finally(leave)
    if (call) endCall(sandbox.log, call, gateway)
    const page = `<html><h1>${gateway}</h1><p>The gateway gave up on the server behind it.</p></html>`
    return new Response(page, { status: gateway, headers: { 'content-type': 'text/html' } })
  }
  if (request.stream) return streamPicture(c, sandbox, work, faults, delayMs, leave)
  try {
    const [pictures] = await Promise.all([makeAll(work), wait(sandbox, delayMs)])
    if (faults.some((fault) => fault.name === 'drop')) return cutConnection(c, sandbox, null)
    for (const fault of faults) {
      const error = errorAfterWork(fault)
      if (error !== null) throw error
    }
    const broken = faults.some((fault) => fault.name === 'truncated')
    const body = buildBody(c, sandbox, work, broken ? pictures.map(truncate) : pictures)
    if (faults.some((fault) => fault.name === 'drop-stream' || fault.name === 'stream-error'))
      return cutConnection(c, sandbox, JSON.stringify(body))
    return c.json(body)
  } finally {
    leave()
  }
}

async function makeAll({ request, makePicture }: PictureWork): Promise<Buffer[]> {
  const pictures: Buffer[] = []
  for (let index = 0; index < request.n; index++)
    pictures.push(await encodePicture(await makePicture(index), request.format, request.compression))
  return pictures
}

function buildBody(c: Context<AppEnv>, sandbox: Sandbox, work: PictureWork, pictures: Buffer[]) {
  const { request } = work
  const created = Math.floor(Date.now() / 1000)
  if (request.model.family === 'dall-e') {
    const revised = request.model.id === 'dall-e-3' ? { revised_prompt: revisePrompt(request.prompt) } : {}
    const data = pictures.map((bytes) =>
      request.responseFormat === 'b64_json'
        ? { b64_json: bytes.toString('base64'), ...revised }
        : { url: deliver(c, sandbox, bytes), ...revised },
    )
    return { created, data }
  }
  const usage = usageOf(work, 0)
  return {
    created,
    background: request.background,
    output_format: request.format,
    quality: request.quality,
    size: `${request.size.width}x${request.size.height}`,
    data: pictures.map((bytes) => ({ b64_json: bytes.toString('base64') })),
    ...(request.safetyIdentifier === null ? {} : { safety_identifier: request.safetyIdentifier }),
    ...(usage === null
      ? {}
      : {
          usage: { ...usage, output_tokens_details: { text_tokens: 0, image_tokens: usage.output_tokens } },
        }),
  }
}

/** `usage` of the work with so many partial previews sent. Null for DALL·E. */
export function usageOf(work: PictureWork, partialImages: number): Usage | null {
  const { request, inputs, highFidelity } = work
  const { model, prompt, quality, size, n } = request
  return computeUsage({ model, prompt, quality, ...size, n, partialImages, inputs, highFidelity })
}

function deliver(c: Context<AppEnv>, sandbox: Sandbox, bytes: Buffer): string {
  const name = sandbox.files.add(bytes, sandbox.settings.fileLifetimeMs)
  return `${new URL(c.req.url).origin}/files/${name}`
}

function revisePrompt(prompt: string): string {
  return `${prompt.trim()} (a calm, layered composition with soft light and fine paper grain)`
}

/** An asked-for delay, or the setting's; a range gives each model and prompt its own fixed place in it. */
function chooseDelay({ settings }: Sandbox, request: PictureRequest, faults: Fault[]): number {
  const asked = parseDuration(faults.find((fault) => fault.name === 'delay')?.argument ?? null)
  if (asked !== null) return asked
  if (typeof settings.delayMs === 'number') return settings.delayMs
  const [least, most] = settings.delayMs
  return least + (hashText(`delay ${request.modelId} ${request.prompt}`) % (most - least + 1))
}

export async function wait(sandbox: Sandbox, ms: number): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal: sandbox.closing.signal })
}

/** The first 60 % of the bytes: base64 that decodes to a picture that does not. */
export function truncate(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * 0.6))
}

/** Destroys the connection: without any answer, or in the middle of `body`. */
function cutConnection(c: Context<AppEnv>, sandbox: Sandbox, body: string | null): Response {
  const { incoming, outgoing } = c.env
  const call = c.get('call')
  if (call) endCall(sandbox.log, call, null)
  if (body === null) incoming.socket.destroy()
  else {
    const bytes = Buffer.from(body)
    outgoing.writeHead(200, {
      'x-request-id': c.get('requestId'),
      'content-type': 'application/json',
      'content-length': bytes.length,
    })
    outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => incoming.socket.destroy())
  }
  return RESPONSE_ALREADY_SENT
}
