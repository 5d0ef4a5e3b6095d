import { setImmediate } from 'node:timers/promises'
import sharp from 'sharp'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetPerson } from '#lib/accounts/forget-person.ts'
import { lockUsers } from '#lib/accounts/lock-user.ts'
import { normalizeEmail } from '#lib/accounts/normalize-email.ts'
import { requestEmailChange } from '#lib/accounts/request-email-change.ts'
import { signIn } from '#lib/accounts/sign-in.ts'
import { signUp } from '#lib/accounts/sign-up.ts'
import {
  bothAtOnce,
  creditsOf as lotsOf,
  newAccount,
  newSession,
  password,
  place,
  sessionIdsOf,
  subjectsTo,
  tokenTo,
} from '#lib/accounts/testing/accounts.ts'
import { verifyEmail } from '#lib/accounts/verify-email.ts'
import { audit } from '#lib/credits/audit.ts'
import { grant } from '#lib/credits/grant.ts'
import { db } from '#lib/db.ts'
import type { ImageAnswer, Provider } from '#lib/providers/provider.ts'
import { originalKey, previewKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadKey } from '#lib/storage/upload-keys.ts'
import { checkLedger } from './check-ledger.ts'
import { deleteAccount, readDeletionFacts } from './delete-account.ts'
import { creditsOf, newJob } from './job-fixtures.ts'
import { jobRules } from './ledger-rules.ts'
import { makeImagePreview } from './make-image-preview.ts'
import { purgeDeletedUser, purgeDeletedUsers } from './purge-deleted-users.ts'
import { reportProblem } from './report-problem.ts'
import { runImage } from './run-image.ts'
import { runNightly } from './run-nightly.ts'
import { newUpload } from './upload-fixtures.ts'

const png = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#456' } })
  .png()
  .toBuffer()
const later = () => new Date(Date.now() + 3_600_000)
const turn = { begun: vi.fn(), keepPlace: vi.fn(), stopping: new AbortController().signal }

let user: { id: string; email: string }
beforeEach(async () => {
  await purgeDeletedUsers(later())
  user = await newAccount()
  await db.$executeRaw`DELETE FROM pgboss.job WHERE name = 'nightly'`
  await db.$transaction((tx) =>
    grant(tx, { userId: user.id, kind: 'purchased', amount: 10_000, key: user.id, reference: 'test' }),
  )
})

const remove = () => deleteAccount(user.id, { password, confirm: user.email })

/** A provider whose one call is answered when the test says so. */
function slowProvider() {
  const { promise, resolve } = Promise.withResolvers<ImageAnswer>()
  const asked = Promise.withResolvers<string>()
  const provider: Provider = {
    id: 'sandbox',
    listModels: async () => [],
    generate: ({ prompt }) => {
      asked.resolve(prompt)
      return promise
    },
  }
  const answer = () =>
    resolve({ bytes: png, revisedPrompt: 'a revised one', requestId: 'r', usage: null, rateLimit: null })
  return { provider, asked: asked.promise, answer }
}

/** A picture that was made and paid for. */
async function delivered(prompt: string): Promise<{ jobId: string; imageId: string }> {
  const { provider, answer } = slowProvider()
  const { id: jobId, images } = await newJob(user.id, { prompt })
  const imageId = images[0]?.id ?? ''
  answer()
  await runImage({ imageId, workerId: 'worker-1', provider, turn })
  await makeImagePreview(imageId)
  return { jobId, imageId }
}

async function nightlyEntries(): Promise<unknown[]> {
  const rows = await db.$queryRaw<{ data: unknown }[]>`
    SELECT data FROM pgboss.job WHERE name = 'nightly' AND state = 'created' ORDER BY created_on`
  return rows.map(({ data }) => data)
}

async function expectSoundBook(): Promise<void> {
  expect(await audit(jobRules)).toEqual([])
  expect(await checkLedger('asked')).toMatchObject({ findings: 0 })
}

describe('what is asked before', () => {
  it('tells what would be lost', async () => {
    await delivered('one')
    const job = await newJob(user.id, { n: 3 })
    expect(await readDeletionFacts(user.id)).toEqual({
      availableCredits: (await creditsOf(user.id)).available,
      runningImages: job.images.length,
      pictures: 1,
    })
  })

  it('wants the password and the address', async () => {
    await newSession(user.id)
    const confirm = user.email
    await expect(deleteAccount(user.id, { password: 'guess', confirm })).rejects.toThrow('wrong_password')
    for (const [input, field] of [
      [{ password: null, confirm }, 'password'],
      [{ password, confirm: 'somebody@example.com' }, 'confirm'],
    ] as const) {
      await expect(deleteAccount(user.id, input)).rejects.toMatchObject({
        details: { problems: [{ field }] },
      })
    }
    expect(await sessionIdsOf(user.id)).toHaveLength(1)
  })

  it('wants no password where there is none', async () => {
    const outside = await newAccount({ hasPassword: false })
    await deleteAccount(outside.id, { password: null, confirm: outside.email.toUpperCase() })
    expect(await db.user.findUnique({ where: { id: outside.id } })).toMatchObject({
      deletedAt: expect.any(Date),
    })
  })

  it('leaves one operator, even of two that go at once', async () => {
    const [first, second] = [await newAccount({ role: 'operator' }), await newAccount({ role: 'operator' })]
    const leave = ({ id, email }: typeof first) => deleteAccount(id, { password, confirm: email })
    // Whichever comes first, both look at the one with the smaller id before they go.
    const [held = ''] = [first.id, second.id].sort()
    const results = await bothAtOnce(held, [() => leave(first), () => leave(second)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'only_operator' },
    })
    expect(await db.user.count({ where: { role: 'operator' } })).toBe(1)
  })
})

describe('a deleted account', () => {
  it('is nobody’s at once: no name, no way in, no session, no letter', async () => {
    await newSession(user.id)
    await db.identity.create({
      data: { provider: 'github', subject: user.id, userId: user.id, email: user.email },
    })
    await db.preset.create({ data: { userId: user.id, name: 'mine', settings: {} } })
    await db.snippet.create({ data: { userId: user.id, text: 'soft light' } })
    await remove()
    const nobody = `deleted:${user.id}`
    const row = await db.user.findUnique({ where: { id: user.id }, omit: { passwordHash: false } })
    expect(row).toMatchObject({ email: nobody, emailNormalized: nobody, passwordHash: null })
    expect(await signIn({ email: user.email, password }, place)).toBeNull()
    const where = { userId: user.id }
    const left = await Promise.all([
      db.session.count({ where }),
      db.identity.count({ where }),
      db.emailToken.count({ where }),
      db.preset.count({ where }),
      db.snippet.count({ where }),
    ])
    expect(left).toEqual([0, 0, 0, 0, 0])
    expect(await subjectsTo(user.email)).toEqual(['Your account was deleted · Huafang'])
    expect(await nightlyEntries()).toEqual([{ deletedUserId: user.id }])
  })

  it('gives back what waits, and loses its pictures, prompts, folders and files', async () => {
    const made = await delivered('a private thought')
    const waiting = await newJob(user.id, { n: 4, prompt: 'a waiting one' })
    const folder = await db.folder.create({ data: { userId: user.id, name: 'private' } })
    await db.picture.update({ where: { imageId: made.imageId }, data: { folderId: folder.id } })
    await remove()
    expect(await creditsOf(user.id)).toMatchObject({ held: 0 })
    expect(await db.image.count({ where: { jobId: waiting.id, state: 'cancelled' } })).toBe(4)
    await purgeDeletedUser(user.id, later())

    expect(await storage.get(originalKey(made.imageId, 1))).toBeNull()
    expect(await storage.get(previewKey(made.imageId))).toBeNull()
    expect(await db.job.findMany({ where: { userId: user.id }, select: { prompt: true } })).toEqual([
      { prompt: '' },
      { prompt: '' },
    ])
    expect(await db.image.findUnique({ where: { id: made.imageId } })).toMatchObject({
      revisedPrompt: null,
      placeholder: null,
    })
    expect(await db.picture.count({ where: { userId: user.id } })).toBe(0)
    expect(await db.folder.count({ where: { userId: user.id } })).toBe(0)
  })

  it('loses what its pictures were made from, used or not', async () => {
    const [used, unused] = [await newUpload(user.id, png), await newUpload(user.id, png)]
    const job = await newJob(user.id)
    await db.jobInput.create({ data: { jobId: job.id, role: 'image', position: 0, uploadId: used.id } })
    await remove()
    await purgeDeletedUser(user.id, later())
    expect(await db.upload.count({ where: { userId: user.id } })).toBe(0)
    for (const { id } of [used, unused]) expect(await storage.get(uploadKey(id))).toBeNull()
  })

  it('leaves the book sound, whatever was going on', async () => {
    const { provider, asked, answer } = slowProvider()
    const running = await newJob(user.id, { n: 2, prompt: 'under way' })
    const imageId = running.images[0]?.id ?? ''
    const run = runImage({ imageId, workerId: 'worker-1', provider, turn })
    expect(await asked).toBe('under way')
    const before = await creditsOf(user.id)
    await remove()
    // One is cancelled; the call that has left is paid for and comes to its end.
    expect((await creditsOf(user.id)).available).toBe(before.available + running.quoteCredits)
    await purgeDeletedUser(user.id, later())
    expect(await db.job.findUnique({ where: { id: running.id } })).toMatchObject({ prompt: 'under way' })
    expect(await nightlyEntries()).toHaveLength(2)

    answer()
    await run
    expect(await db.image.findUnique({ where: { id: imageId } })).toMatchObject({ state: 'delivered' })
    expect(await creditsOf(user.id)).toMatchObject({ held: 0 })
    await runNightly({ deletedUserId: user.id })
    expect(
      await storage.get(originalKey(imageId, 1)),
      'its preview may still be in the making',
    ).not.toBeNull()
    await purgeDeletedUser(user.id, later())
    expect(await storage.get(originalKey(imageId, 1))).toBeNull()
    expect(await db.picture.count({ where: { userId: user.id } })).toBe(0)
    expect(await db.job.findUnique({ where: { id: running.id } })).toMatchObject({ prompt: '' })
    // Served late: there is nothing to make it of, and that is no failure.
    await makeImagePreview(imageId)
    expect(await storage.get(previewKey(imageId))).toBeNull()
    await expectSoundBook()
  })

  it('begins no call for a picture that comes to its turn meanwhile', async () => {
    const { provider, asked, answer } = slowProvider()
    const job = await newJob(user.id)
    const imageId = job.images[0]?.id ?? ''
    await remove()
    answer()
    await runImage({ imageId, workerId: 'worker-1', provider, turn })
    expect(await Promise.race([asked, setImmediate('nobody asked')])).toBe('nobody asked')
    expect(await db.image.findUnique({ where: { id: imageId } })).toMatchObject({ state: 'cancelled' })
  })

  it('is emptied by the night when a crash came in between, and a job that slipped in goes too', async () => {
    const made = await delivered('a private thought')
    await remove()
    // Asked for by a request that had begun before.
    const gone = await db.user.update({ where: { id: user.id }, data: { deletedAt: null } })
    const late = await newJob(user.id, { prompt: 'slipped in' })
    const where = { userId: user.id }
    await db.preset.create({ data: { ...where, name: 'late', settings: {} } })
    await db.snippet.create({ data: { ...where, text: 'late' } })
    await db.folder.create({ data: { ...where, name: 'late' } })
    await reportProblem(user.id, late.id, { imageId: null, reason: 'other', text: 'late' })
    await db.user.update({ where: { id: gone.id }, data: { deletedAt: new Date() } })
    const failing = vi.spyOn(storage, 'deleteFolder').mockRejectedValueOnce(new Error('disk away'))
    await purgeDeletedUsers(later())
    failing.mockRestore()
    expect(await db.picture.count({ where: { userId: user.id } })).toBe(1)
    expect(await purgeDeletedUsers(later())).toBe(1)
    expect(await storage.get(originalKey(made.imageId, 1))).toBeNull()
    expect(await db.job.findUnique({ where: { id: late.id } })).toMatchObject({
      state: 'cancelled',
      prompt: '',
    })
    const left = [
      await db.preset.count({ where }),
      await db.snippet.count({ where }),
      await db.folder.count({ where }),
      await db.problemReport.count({ where }),
    ]
    expect(left).toEqual([0, 0, 0, 0])
    expect(await purgeDeletedUsers(later())).toBe(0)
    await expectSoundBook()
  })

  it('begins nothing new, even by a request that was waiting', async () => {
    const made = await delivered('before')
    const before = await creditsOf(user.id)
    const late = await db.$transaction(async (tx) => {
      await lockUsers(tx, user.id)
      const results = Promise.allSettled([
        newJob(user.id),
        reportProblem(user.id, made.jobId, { imageId: null, reason: 'other', text: 'late' }),
      ])
      for (;;) {
        const waiting = await db.$queryRaw<unknown[]>`
          SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
        if (waiting.length === 2) break
      }
      await forgetPerson(tx, user.id)
      return { results }
    })
    const refused = { status: 'rejected', reason: expect.objectContaining({ code: 'unauthenticated' }) }
    expect(await late.results).toEqual([refused, refused])
    expect(await db.job.count({ where: { userId: user.id } })).toBe(1)
    expect(await creditsOf(user.id)).toEqual(before)
  })

  it('does not wait for a cancelling that takes long', async () => {
    const { images } = await newJob(user.id)
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS locked FROM wallets WHERE user_id = ${user.id}::uuid FOR UPDATE`
      await remove()
      expect(await db.user.findUnique({ where: { id: user.id } })).toMatchObject({
        deletedAt: expect.any(Date),
      })
    })
    await vi.waitFor(async () =>
      expect(await db.image.findUnique({ where: { id: images[0]?.id ?? '' } })).toMatchObject({
        state: 'cancelled',
      }),
    )
  })

  it('leaves no development letter that tells of it where it wished to move', async () => {
    const elsewhere = `elsewhere.${user.email}`
    await requestEmailChange(user.id, { email: elsewhere, password })
    expect(await subjectsTo(elsewhere)).toHaveLength(1)
    await remove()
    expect(await subjectsTo(elsewhere)).toEqual([])
  })

  it('may come back with the same address, without a second bonus', async () => {
    const email = `comes.back.${user.email}`
    const address = '192.0.2.77'
    async function join() {
      await signUp({ email, password, locale: 'en' })
      const { bonus } = await verifyEmail({ token: await tokenTo(email, 'verify-email'), password, address })
      return {
        bonus,
        ...(await db.user.findUniqueOrThrow({ where: { emailNormalized: normalizeEmail(email) } })),
      }
    }
    const first = await join()
    expect(first.bonus).toBe('granted')
    await deleteAccount(first.id, { password, confirm: email })
    const second = await join()
    expect(second.id).not.toBe(first.id)
    expect(second.bonus).toBe('claimed')
    expect(await lotsOf(second.id)).toEqual([])
    expect(await lotsOf(first.id)).toEqual([500])
  })

  it('is deleted once when it is asked for twice at once', async () => {
    const outside = await newAccount({ hasPassword: false })
    const leave = () => deleteAccount(outside.id, { password: null, confirm: outside.email })
    await bothAtOnce(outside.id, [leave, leave])
    expect(await nightlyEntries()).toHaveLength(1)
    expect(await subjectsTo(outside.email)).toHaveLength(1)
  })
})
