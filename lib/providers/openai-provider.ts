import OpenAI from 'openai'
import type { Image } from 'openai/resources/images'
import { Agent } from 'undici'
import { z } from 'zod'
import type { Usage } from '#lib/catalog/quote.ts'
import { classifyError } from './classify-error.ts'
import { downloadPicture } from './download-picture.ts'
import { editBody, generateBody } from './image-requests.ts'
import { CallFailure, type ImageAnswer, type ImageCall, type Provider, type ServedModel } from './provider.ts'
import { readRateLimit } from './rate-limit-headers.ts'
import { usageSchema } from './usage.ts'

export interface OpenAiOptions {
  id: string
  baseUrl: string
  apiKey: string
  /** How long a call may take in all, from the request to the last byte of its answer. */
  timeoutMs: number
}

function usageOf(usage: unknown): Usage | null {
  return usageSchema.safeParse(usage).data ?? null
}

/** Speaks to OpenAI, or to any server that speaks its Images API, through the official SDK. */
export function openAiProvider(options: OpenAiOptions): Provider {
  // Node's fetch gives up on headers after 300 s whatever the SDK's timer says (openai-node #2153), and a picture of
  // high quality can take longer. The deadline of each call ends it instead.
  const dispatcher = new Agent({
    headersTimeout: options.timeoutMs + 5_000,
    bodyTimeout: options.timeoutMs + 5_000,
  })
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    timeout: options.timeoutMs,
    // A retry inside the SDK would be a second paid picture that nobody counted.
    maxRetries: 0,
    fetchOptions: { dispatcher },
  })

  /**
   * Pictures are read from their files as they leave. Unless it is told that nobody will ask for a form again, at another address or
   * for a proxy's password, fetch keeps all that it sends: 16 pictures of 45 MB took 760 MB, and take 30.
   */
  const once = { dispatcher, redirect: 'error' as const, window: null }

  /** The picture of an answer: as it stands there, or from where its link leads. */
  async function bytesOf(image: Image | undefined, requestId: string | null): Promise<Uint8Array> {
    if (image?.b64_json) return Buffer.from(image.b64_json, 'base64')
    if (image?.url) return downloadPicture(image.url, dispatcher)
    throw new CallFailure('ambiguous', 'empty_answer', { requestId })
  }

  function sendWhole(call: ImageCall, signal: AbortSignal) {
    if (call.inputs.length > 0) {
      return client.images.edit(editBody(call), { signal, fetchOptions: once }).withResponse()
    }
    return client.images.generate(generateBody(call), { signal }).withResponse()
  }

  function sendStreamed(call: ImageCall, signal: AbortSignal) {
    const streamed = { stream: true as const, partial_images: call.params.partialImages }
    if (call.inputs.length > 0) {
      const body = { ...editBody(call), ...streamed }
      return client.images.edit(body, { signal, fetchOptions: once }).withResponse()
    }
    return client.images.generate({ ...generateBody(call), ...streamed }, { signal }).withResponse()
  }

  async function generateWhole(call: ImageCall, deadline: AbortSignal): Promise<ImageAnswer> {
    const { data, response, request_id: requestId } = await sendWhole(call, deadline)
    const image = data.data?.[0]
    return {
      bytes: await bytesOf(image, requestId),
      // PostgreSQL's text takes no NUL, and a provider's words are nobody's promise.
      revisedPrompt: image?.revised_prompt?.replaceAll('\0', '') ?? null,
      requestId,
      usage: usageOf(data.usage),
      rateLimit: readRateLimit(response.headers),
    }
  }

  async function generateStreamed(call: ImageCall, deadline: AbortSignal): Promise<ImageAnswer> {
    const { data: stream, response, request_id: requestId } = await sendStreamed(call, deadline)
    for await (const event of stream) {
      const bytes = Buffer.from(event.b64_json, 'base64')
      if (event.type === 'image_generation.partial_image' || event.type === 'image_edit.partial_image') {
        await call.onPartial(event.partial_image_index, bytes)
      } else {
        const rateLimit = readRateLimit(response.headers)
        return { bytes, revisedPrompt: null, requestId, usage: usageOf(event.usage), rateLimit }
      }
    }
    // The SDK ends a stream that was aborted as if it had come to its end.
    throw new CallFailure('ambiguous', deadline.aborted ? 'timeout' : 'stream_cut', { requestId })
  }

  return {
    id: options.id,
    async generate(call) {
      // The SDK's timer ends with the headers and undici's begins anew with each chunk, so that a server which sends a comment
      // now and then would keep a stream open for ever.
      const deadline = AbortSignal.timeout(options.timeoutMs)
      try {
        return await (call.params.partialImages > 0
          ? generateStreamed(call, deadline)
          : generateWhole(call, deadline))
      } catch (error) {
        throw classifyError(error, new Date())
      }
    },
    async listModels() {
      try {
        const served: ServedModel[] = []
        for await (const model of client.models.list({ timeout: 30_000 })) {
          const parsed = servedModelSchema.parse(model)
          served.push({ id: parsed.id, shutdownDate: parsed.shutdown_date })
        }
        return served
      } catch (error) {
        throw classifyError(error, new Date())
      }
    },
  }
}

const servedModelSchema = z.object({ id: z.string(), shutdown_date: z.string().nullish().default(null) })
