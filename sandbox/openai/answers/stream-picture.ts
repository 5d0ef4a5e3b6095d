import type { Context } from 'hono'
import { ApiError, type ErrorBody, serverError } from '../api-error.ts'
import { endCall } from '../call-log.ts'
import { errorAfterWork, type Fault } from '../faults.ts'
import { makeDraft } from '../paint/draft.ts'
import type { AppEnv, Sandbox } from '../sandbox.ts'
import { type PictureWork, truncate, usageOf, wait } from './answer-pictures.ts'
import { encodePicture } from './encode-picture.ts'

/**
 * Answers `text/event-stream`: partial previews spread over the delay, then `completed` with usage. Errors that
 * come up before the first byte are plain HTTP errors; later ones are an `error` event.
 */
export async function streamPicture(
  c: Context<AppEnv>,
  sandbox: Sandbox,
  work: PictureWork,
  faults: Fault[],
  delayMs: number,
  leave: () => void,
): Promise<Response> {
  const call = c.get('call')
  function finish(status: number | null, code: string | null): void {
    leave()
    if (call) endCall(sandbox.log, call, status, code)
  }
  const early = faults.find((fault) => fault.name === '500' || fault.name === '503')
  const error = early ? errorAfterWork(early) : null
  if (error !== null) {
    leave()
    throw error
  }
  const abort = new AbortController()
  const events = run(sandbox, work, faults, delayMs)
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await events.next().catch((failure: unknown) => {
        finish(200, 'server_error')
        controller.enqueue(formatEvent('error', bodyOf(failure)))
        return null
      })
      if (next === null || abort.signal.aborted) return closeQuietly(controller)
      if (next.done) {
        finish(200, null)
        return closeQuietly(controller)
      }
      if (next.value === 'cut') {
        finish(null, null)
        c.env.incoming.socket.destroy()
        return closeQuietly(controller)
      }
      controller.enqueue(next.value)
    },
    cancel() {
      // The client left. The provider would go on and bill; for us there is nobody left to answer.
      abort.abort()
      finish(null, null)
    },
  })
  c.header('content-type', 'text/event-stream; charset=utf-8')
  c.header('cache-control', 'no-cache')
  return c.body(body)
}

/** The events in their order; `cut` asks for the connection's end. */
async function* run(
  sandbox: Sandbox,
  work: PictureWork,
  faults: Fault[],
  delayMs: number,
): AsyncGenerator<Uint8Array | 'cut'> {
  const { request, operation } = work
  const started = performance.now()
  const raw = await work.makePicture(0)
  const facts = {
    created_at: Math.floor(Date.now() / 1000),
    size: `${request.size.width}x${request.size.height}`,
    quality: request.quality,
    background: request.background,
    output_format: request.format,
  }
  for (let index = 0; index < request.partialImages; index++) {
    const draft = await makeDraft(raw, index, request.partialImages)
    const bytes = await encodePicture(draft, request.format, request.compression)
    await wait(sandbox, (delayMs * (index + 1)) / (request.partialImages + 1) - (performance.now() - started))
    const type = `${operation}.partial_image`
    yield formatEvent(type, {
      type,
      ...facts,
      b64_json: bytes.toString('base64'),
      partial_image_index: index,
    })
  }
  const whole = await encodePicture(raw, request.format, request.compression)
  await wait(sandbox, delayMs - (performance.now() - started))
  if (faults.some((fault) => fault.name === 'drop' || fault.name === 'drop-stream')) return yield 'cut'
  for (const fault of faults) {
    const error = fault.name === 'stream-error' ? serverError() : errorAfterWork(fault)
    if (error !== null) throw error
  }
  const bytes = faults.some((fault) => fault.name === 'truncated') ? truncate(whole) : whole
  const type = `${operation}.completed`
  yield formatEvent(type, {
    type,
    ...facts,
    b64_json: bytes.toString('base64'),
    usage: usageOf(work, request.partialImages),
    ...(request.safetyIdentifier === null ? {} : { safety_identifier: request.safetyIdentifier }),
  })
}

const encoder = new TextEncoder()

function formatEvent(name: string, data: object): Uint8Array {
  return encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
}

function bodyOf(failure: unknown): ErrorBody {
  return failure instanceof ApiError ? failure.body : serverError().body
}

function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    controller.close()
  } catch {
    // Already closed, because the client left at the same moment.
  }
}
