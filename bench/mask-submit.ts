import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { z } from 'zod'
import { promptLength } from '#lib/catalog/choices.ts'
import { defaultModelId, findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import type { SandboxProcess } from '../scripts/testing/sandbox-process.ts'
import { percentiles } from './percentiles.ts'

const ORDERS = 12
const uploadShape = z.object({ upload: z.object({ id: z.string() }) })
const callShape = z.looseObject({ at: z.string() })

async function upload(siteUrl: string, cookie: string, query: string, bytes: Buffer): Promise<string> {
  const answer = await fetch(`${siteUrl}/api/uploads?${query}`, {
    method: 'POST',
    headers: { cookie, origin: siteUrl },
    body: Uint8Array.from(bytes),
  })
  if (!answer.ok) throw new Error(`uploading: ${answer.status} ${await answer.text()}`)
  return uploadShape.parse(await answer.json()).upload.id
}

/** Orders a picture with a mask, one after the other: from the order until the provider has the whole request. */
export async function measureSubmit(
  siteUrl: string,
  cookie: string,
  sandbox: SandboxProcess,
  edge: number,
): Promise<object> {
  const model = findModel(defaultModelId)
  if (!model) throw new Error('no such model')
  const colour = { r: 90, g: 140, b: 170 }
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const picture = await sharp({
    create: { width: edge, height: edge, channels: 3, background: colour, noise },
  })
    .jpeg()
    .toBuffer()
  const hole = await sharp({
    create: { width: edge / 2, height: edge / 2, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .extend({ right: edge / 2, bottom: edge / 2, background: { r: 0, g: 0, b: 0, alpha: 1 } })
    .png()
    .toBuffer()
  const input = await upload(siteUrl, cookie, 'name=picture.jpg', picture)
  const mask = await upload(siteUrl, cookie, `kind=mask&for=${input}&name=mask.png`, hole)

  const params = { ...defaultParams(model), partialImages: 0 }
  const prompt = 'a quiet lake'
  const quoteCredits = quoteImage({
    model,
    params,
    promptCharacters: promptLength(prompt),
    inputs: [{ width: edge, height: edge }],
    mask: true,
    markupBps: 10_000,
  })
  const samples: number[] = []
  for (let order = 0; order < ORDERS; order += 1) {
    await sandbox.forget()
    const startedAt = Date.now()
    const body = {
      clientKey: randomUUID(),
      model: model.id,
      prompt,
      n: 1,
      params,
      quoteCredits,
      inputs: [input],
      mask,
    }
    const answer = await fetch(`${siteUrl}/api/jobs`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin: siteUrl },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`ordering: ${answer.status} ${await answer.text()}`)
    const receivedAt = await firstCall(sandbox)
    samples.push(receivedAt - startedAt)
    // The next one must not wait for this one's compositing and preview.
    await delay(1_500)
  }
  return { edge, orders: ORDERS, submitToSentMs: percentiles(samples) }
}

async function firstCall(sandbox: SandboxProcess): Promise<number> {
  for (;;) {
    const [call] = await sandbox.calls()
    if (call) return Date.parse(callShape.parse(call).at)
    await delay(10)
  }
}
