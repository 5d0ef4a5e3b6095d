import { randomUUID } from 'node:crypto'
import { promptLength } from '#lib/catalog/choices.ts'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams, type ImageParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import { balance } from '#lib/credits/balance.ts'
import { createWallet } from '#lib/credits/create-wallet.ts'
import { grant } from '#lib/credits/grant.ts'
import { db } from '#lib/db.ts'
import { createJob } from './create-job.ts'
import type { JobView } from './view.ts'

/** What tests of this room begin with: users, requests, and jobs made from them. */

export async function newUser(credits: number): Promise<string> {
  const email = `${randomUUID()}@example.com`
  const user = await db.user.create({
    data: { email, emailNormalized: email, passwordHash: 'none', emailVerifiedAt: new Date() },
    select: { id: true },
  })
  await db.$transaction(async (tx) => {
    await createWallet(tx, user.id)
    if (credits > 0) {
      await grant(tx, {
        userId: user.id,
        kind: 'purchased',
        amount: credits,
        key: randomUUID(),
        reference: 'test',
      })
    }
  })
  return user.id
}

/** An upload, as far as its price goes. */
interface Sized {
  id: string
  width: number
  height: number
}

export interface RequestOverrides {
  model?: string
  prompt?: string
  n?: number
  params?: Partial<ImageParams>
  inputs?: readonly Sized[]
  mask?: Sized | null
  keepUnpainted?: boolean
  clientKey?: string
  quoteCredits?: number
}

/** A complete request as the form would send it, at the right price. */
export function newRequest(overrides: RequestOverrides = {}) {
  const { model: modelId = 'gpt-image-2', prompt = '一只狐狸在雪地里', n = 1 } = overrides
  const { inputs = [], mask = null, keepUnpainted = true } = overrides
  const model = findModel(modelId)
  if (!model) throw new Error(`no model ${modelId}`)
  const params = {
    ...defaultParams(model),
    quality: model.qualities[0] ?? model.defaultQuality,
    ...overrides.params,
  }
  const priced = { model, params, promptCharacters: promptLength(prompt), inputs, mask: mask !== null }
  return {
    clientKey: overrides.clientKey ?? randomUUID(),
    model: modelId,
    prompt,
    n,
    params,
    inputs: inputs.map(({ id }) => id),
    mask: mask?.id ?? null,
    keepUnpainted,
    quoteCredits: overrides.quoteCredits ?? quoteImage({ ...priced, markupBps: 10_000 }),
  }
}

export async function newJob(userId: string, overrides: RequestOverrides = {}): Promise<JobView> {
  const { job } = await createJob({ userId, emailVerified: true, input: newRequest(overrides) })
  return job
}

export async function creditsOf(userId: string): Promise<{ available: number; held: number }> {
  const { available, held } = await balance(db, userId, 'sandbox')
  return { available, held }
}
