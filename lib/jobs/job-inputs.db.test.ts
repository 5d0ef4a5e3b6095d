import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { exportJobs } from '#lib/accounts/export-rows.ts'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { removeUnusedUploads } from '#lib/uploads/purge-uploads.ts'
import type { UploadRow } from '#lib/uploads/upload-view.ts'
import { createComparison } from './create-comparison.ts'
import { createJob } from './create-job.ts'
import { creditsOf, newJob, newRequest, newUser, type RequestOverrides } from './job-fixtures.ts'
import { holdUploads } from './job-inputs.ts'
import { purgeDeletedUser } from './purge-deleted-users.ts'
import { getJob, listJobs } from './read-jobs.ts'
import { retryImages } from './retry-images.ts'
import { maskPicture, newUpload, plainPicture } from './upload-fixtures.ts'

const picture = await plainPicture()
const area = await maskPicture(96, 64, (x) => (x < 30 ? 0 : 255))

async function newInputs(count = 2) {
  const userId = await newUser(5000)
  const inputs: UploadRow[] = []
  for (let at = 0; at < count; at++) inputs.push(await newUpload(userId, picture))
  const [first] = inputs
  if (!first) throw new Error('no input')
  return { userId, inputs, first, mask: await newUpload(userId, area, 'mask') }
}

function create(userId: string, overrides: RequestOverrides, changes: object = {}) {
  const input = { ...newRequest(overrides), ...changes }
  return createJob({ userId, emailVerified: true, input })
}

/** An upload that nobody has asked for in a long time. */
async function grownOld(uploadId: string): Promise<void> {
  await db.upload.update({ where: { id: uploadId }, data: { usedAt: new Date(0) } })
}

async function expectRefused(work: Promise<unknown>, ...problems: object[]) {
  await expect(work).rejects.toMatchObject({ code: 'invalid_request', details: { problems } })
}

async function expectNothing(userId: string) {
  expect(await db.job.count({ where: { userId } })).toBe(0)
  expect(await creditsOf(userId)).toEqual({ available: 5000, held: 0 })
}

describe('a job from pictures', () => {
  it('keeps what it works from, in order, and says so wherever it is read', async () => {
    const { userId, inputs, mask } = await newInputs(3)
    const [one, two, three] = inputs.map(({ id }) => id)
    await grownOld(two ?? '')
    const ordered = [inputs[2], inputs[0], inputs[1], inputs[0]].flatMap((each) => each ?? [])
    const { job } = await create(userId, { inputs: ordered, mask, model: 'gpt-image-1.5' })
    const ids = [three, one, two, one]
    expect(job).toMatchObject({ operation: 'mask', keepUnpainted: true, mask: { id: mask.id, kind: 'mask' } })
    expect(job.inputs.map(({ id }) => id)).toEqual(ids)
    expect(job.inputs[0]).toMatchObject({ width: 96, height: 64, mediaType: 'image/png', expiresAt: null })
    expect((await getJob(userId, job.id)).inputs.map(({ id }) => id)).toEqual(ids)
    const used = await db.upload.findUniqueOrThrow({ where: { id: two } })
    expect(Date.now() - used.usedAt.getTime()).toBeLessThan(60_000)
    expect(await audit()).toEqual([])
  })

  it('costs what its inputs and its mask cost, at their stored sizes', async () => {
    const { userId, inputs, mask } = await newInputs(2)
    const words = newRequest().quoteCredits
    const edit = await newJob(userId, { inputs })
    const masked = await newJob(userId, { inputs, mask })
    expect(edit.quoteCredits).toBeGreaterThan(words)
    expect(masked.quoteCredits).toBeGreaterThan(edit.quoteCredits)
    const cheaper = create(userId, { inputs, mask }, { quoteCredits: edit.quoteCredits })
    await expect(cheaper).rejects.toMatchObject({ code: 'quote_changed' })
  })

  it('is an edit without a mask, and has nothing to keep', async () => {
    const { userId, inputs } = await newInputs(1)
    const job = await newJob(userId, { inputs })
    expect(job).toMatchObject({ operation: 'edit', mask: null, keepUnpainted: false })
    expect(await newJob(userId)).toMatchObject({ operation: 'generate', inputs: [], mask: null })
  })

  it('reads a list of many with as many queries as one of few', async () => {
    const { userId, inputs, mask } = await newInputs(2)
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    const counts: number[] = []
    for (const more of [1, 5]) {
      for (let made = 0; made < more; made++) await newJob(userId, { inputs, mask })
      queries.mockClear()
      const { items } = await listJobs(userId, { limit: 20 })
      expect(items.every((job) => job.inputs.length === 2 && job.mask?.id === mask.id)).toBe(true)
      counts.push(queries.mock.calls.length)
    }
    vi.restoreAllMocks()
    expect(counts[0]).toBeGreaterThan(2)
    expect(counts[1]).toBe(counts[0])
  })

  it('is refused for a name that is nobody’s, somebody else’s, gone, or of the other kind, without a charge', async () => {
    const { userId, inputs, first, mask } = await newInputs(2)
    const others = await newInputs(1)
    const gone = (number: number) => expect.objectContaining({ code: 'input_gone', params: { number } })
    const nobodys = { id: randomUUID(), width: 96, height: 64 }
    await expectRefused(create(userId, { inputs: [first, nobodys] }), gone(2))
    await expectRefused(create(userId, { inputs: others.inputs }), gone(1))
    await expectRefused(create(userId, { inputs, mask: others.mask }), gone(0))
    await expectRefused(create(userId, { inputs: [mask] }), gone(1))
    await expectRefused(create(userId, { inputs, mask: first }), gone(0))
    await expectRefused(create(userId, { inputs: [nobodys, first, nobodys] }), gone(1), gone(3))
    await expectNothing(userId)
  })

  it('looks no name up where seventeen are given', async () => {
    const { userId, first } = await newInputs(1)
    const lookUp = vi.spyOn(db.upload, 'findMany')
    const many = Array.from({ length: 17 }, () => first)
    await expectRefused(
      create(userId, { inputs: many }),
      expect.objectContaining({
        code: 'inputs_too_many',
        params: expect.objectContaining({ count: 17, max: 16 }),
      }),
    )
    expect(lookUp).not.toHaveBeenCalled()
    await newJob(userId, { inputs: many.slice(1) })
    expect(lookUp).toHaveBeenCalledTimes(1)
    vi.restoreAllMocks()
  })

  it.each<[string, RequestOverrides, string]>([
    ['a model that takes none', { model: 'dall-e-3' }, 'inputs_not_offered'],
    ['a picture that is no square, for DALL·E 2', { model: 'dall-e-2' }, 'input_not_square'],
  ])('is refused by %s, without a charge', async (_what, overrides, code) => {
    const { userId, inputs, mask } = await newInputs(1)
    await expectRefused(create(userId, { ...overrides, inputs, mask }), expect.objectContaining({ code }))
    await expectNothing(userId)
  })

  it('is refused with a mask of another size than the first picture', async () => {
    const { userId, inputs } = await newInputs(1)
    const mask = await newUpload(userId, await maskPicture(64, 96, () => 0), 'mask')
    await expectRefused(
      create(userId, { inputs, mask }),
      expect.objectContaining({
        code: 'mask_size_differs',
        params: { width: 64, height: 96, asWidth: 96, asHeight: 64 },
      }),
    )
    await expectNothing(userId)
  })
})

describe('the same key', () => {
  it('again is the same job, ten times at once too, and with other pictures a refusal', async () => {
    const { userId, inputs, first, mask } = await newInputs(2)
    const order: RequestOverrides = { inputs, mask, clientKey: randomUUID() }
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(userId, order)))
    expect(new Set(answers.map(({ job }) => job.id)).size).toBe(1)
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    expect(await db.jobInput.count({ where: { job: { userId } } })).toBe(3)
    const others: RequestOverrides[] = [
      { inputs: [...inputs].reverse() },
      { inputs: [first] },
      { mask: null },
      { keepUnpainted: false },
    ]
    for (const other of others) {
      await expect(create(userId, { ...order, ...other })).rejects.toMatchObject({ code: 'key_reused' })
    }
    expect((await creditsOf(userId)).held).toBe(answers[0]?.job.quoteCredits)
  })

  it('is the same where the order of before kept what is never sent with pictures', async () => {
    const { userId, inputs } = await newInputs(1)
    const order: RequestOverrides = { inputs, clientKey: randomUUID(), params: { moderation: 'low' } }
    const { job } = await create(userId, order)
    expect('moderation' in job.params).toBe(false)
    await db.job.update({
      where: { id: job.id },
      data: { params: { ...job.params, moderation: 'low' } },
    })
    expect(await create(userId, order)).toMatchObject({ created: false, job: { id: job.id } })
  })

  it('and other orders with the same pictures in another order do not wait for each other in a ring', async () => {
    const { userId, inputs } = await newInputs(4)
    const orders = Array.from({ length: 12 }, (_, at) => (at % 2 ? inputs : [...inputs].reverse()))
    const jobs = await Promise.all(orders.map((each) => newJob(userId, { inputs: each })))
    expect(jobs.map((job) => job.inputs.length)).toEqual(orders.map(() => 4))
  })
})

describe('a comparison', () => {
  function compare(userId: string, models: string[], overrides: RequestOverrides) {
    const ways = models.map((model) => newRequest({ ...overrides, model }))
    const variants = ways.map(({ model, params, quoteCredits }) => ({ model, params, quoteCredits }))
    const { prompt, n, inputs, mask, keepUnpainted } = newRequest(overrides)
    const input = { clientKey: randomUUID(), prompt, n, inputs, mask, keepUnpainted, variants }
    return createComparison({ userId, emailVerified: true, input })
  }

  it('works from the same pictures for each of its jobs', async () => {
    const { userId, inputs, mask } = await newInputs(2)
    const { jobs } = await compare(userId, ['gpt-image-2', 'gpt-image-1.5'], {
      inputs,
      mask,
      keepUnpainted: false,
    })
    for (const job of jobs) {
      expect(job).toMatchObject({ operation: 'mask', keepUnpainted: false, mask: { id: mask.id } })
      expect(job.inputs.map(({ id }) => id)).toEqual(inputs.map(({ id }) => id))
    }
  })

  it('says which of its models cannot, and makes none', async () => {
    const { userId, inputs } = await newInputs(1)
    await expect(compare(userId, ['gpt-image-2', 'dall-e-3'], { inputs })).rejects.toMatchObject({
      code: 'invalid_request',
      details: {
        params: { variant: 2 },
        problems: [
          { field: 'variants.1.inputs', code: 'inputs_not_offered', nearest: 'gpt-image-2.6-flare' },
        ],
      },
    })
    await expectNothing(userId)
  })
})

describe('afterwards', () => {
  it('a retry works from the same pictures under the same mask', async () => {
    const { userId, inputs, mask } = await newInputs(2)
    const job = await newJob(userId, {
      inputs,
      mask,
      keepUnpainted: false,
      model: 'gpt-image-1.5',
      params: { inputFidelity: 'high' },
    })
    await db.image.updateMany({ where: { jobId: job.id }, data: { state: 'failed', errorCode: 'no_answer' } })
    const retry = { userId, emailVerified: true, which: { jobId: job.id }, quoteCredits: job.quoteCredits }
    const { job: again } = await retryImages(retry)
    const { inputs: sent, mask: under, keepUnpainted, operation, params } = job
    expect(again).toMatchObject({ inputs: sent, mask: under, keepUnpainted, operation, params })
    expect(again.id).not.toBe(job.id)
  })

  it('the export of an account names what each job worked from', async () => {
    const { userId, inputs, mask } = await newInputs(2)
    await newJob(userId, { inputs, mask })
    const rows = await Array.fromAsync(exportJobs(userId))
    expect(rows).toMatchObject([
      {
        operation: 'mask',
        keepUnpainted: true,
        inputs: [
          { role: 'image', upload: { id: inputs[0]?.id, name: 'picture.png' } },
          { role: 'image', upload: { id: inputs[1]?.id } },
          { role: 'mask', upload: { id: mask.id, name: 'mask.png' } },
        ],
      },
    ])
  })

  it('jobs of a deleted account name nothing any more, so that what they worked from can go', async () => {
    const { userId, inputs, mask } = await newInputs(1)
    await newJob(userId, { inputs, mask })
    await db.user.update({ where: { id: userId }, data: { deletedAt: new Date() } })
    await purgeDeletedUser(userId, new Date(Date.now() + 3_600_000))
    expect(await db.jobInput.count({ where: { job: { userId } } })).toBe(0)
    expect(await db.job.count({ where: { userId, prompt: '' } })).toBe(1)
  })
})

describe('beside the removal of what nobody uses', () => {
  it('an upload that a job is taking stays', async () => {
    const { userId, first } = await newInputs(1)
    await grownOld(first.id)
    const held = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    const taking = db.$transaction(async (tx) => {
      await holdUploads(tx, userId, { inputs: [first.id], mask: null })
      held.resolve()
      await go.promise
    })
    await held.promise
    const removing = removeUnusedUploads()
    await sleep(100)
    go.resolve()
    await taking
    await removing
    expect(await db.upload.count({ where: { id: first.id } })).toBe(1)
  })

  it('an order of what is being removed is refused, and leaves nothing behind', async () => {
    const { userId, first, inputs } = await newInputs(2)
    await grownOld(first.id)
    const removed = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    const removing = db.$transaction(async (tx) => {
      await tx.upload.delete({ where: { id: first.id } })
      removed.resolve()
      await go.promise
    })
    await removed.promise
    const gone = expect.objectContaining({ field: 'inputs.0', code: 'input_gone' })
    // Listened to from the start: it may be refused before the removal's own promise is heard.
    const refused = expectRefused(create(userId, { inputs }), gone)
    await sleep(100)
    go.resolve()
    await Promise.all([removing, refused])
    await expectNothing(userId)
  })

  it('many orders and removals at once leave no job without its picture', async () => {
    const { userId, inputs } = await newInputs(8)
    await Promise.all(inputs.map(({ id }) => grownOld(id)))
    const orders = inputs.map((each) => create(userId, { inputs: [each] }))
    const results = await Promise.allSettled([...orders, ...orders.map(() => removeUnusedUploads())])
    const jobs = await db.job.findMany({ where: { userId }, select: { inputs: true } })
    expect(jobs.every((job) => job.inputs.length === 1)).toBe(true)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'invalid_request' })
    }
    expect(jobs).toHaveLength(await db.upload.count({ where: { userId, kind: 'picture' } }))
  })
})
