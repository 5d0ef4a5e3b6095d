import { beforeEach, describe, expect, it, vi } from 'vitest'
import { issueToken } from '#lib/accounts/email-tokens.ts'
import { exportAccount } from '#lib/accounts/export-account.ts'
import { newSession } from '#lib/accounts/testing/accounts.ts'
import { db } from '#lib/db.ts'
import { readZip } from '#lib/http/testing/read-zip.ts'
import { storage } from '#lib/storage/storage.ts'
import { newJob, newUser } from './job-fixtures.ts'
import { deliverFixture } from './picture-fixtures.ts'
import { reportProblem } from './report-problem.ts'
import { newUpload, plainPicture } from './upload-fixtures.ts'

let user: { id: string; sessionId: string }
beforeEach(async () => {
  user = await newSession(await newUser(100_000))
})

async function exported(pictures: boolean) {
  const files = await readZip(exportAccount(user, { pictures }))
  const text = (name: string) => files.get(name)?.toString('utf8') ?? ''
  return {
    names: [...files.keys()],
    file: (name: string) => files.get(name),
    json: (name: string) => JSON.parse(text(name)),
    lines: (name: string) =>
      text(name)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  }
}

const bytesOf = (length: number, value: number) => new Uint8Array(length).fill(value)

describe('an export', () => {
  it('holds all that the site keeps of its owner, and nothing of others', async () => {
    const stranger = await newUser(1000)
    await newJob(stranger, { prompt: 'of somebody else' })
    const job = await newJob(user.id, { prompt: '“quotes”\nand a 换行' })
    await db.folder.create({ data: { userId: user.id, name: 'autumn' } })
    await reportProblem(user.id, job.id, { imageId: null, reason: 'other', text: 'grey' })
    await issueToken(db, { userId: user.id, purpose: 'change-email', email: 'wished@example.com' })
    await db.preset.create({ data: { userId: user.id, name: 'mine', settings: { n: 2 } } })
    await db.snippet.create({ data: { userId: user.id, text: 'soft light' } })
    const archive = await exported(false)
    expect(archive.names).toEqual([
      'account.json',
      'sessions.json',
      'jobs.ndjson',
      'ledger.ndjson',
      'presets.json',
      'snippets.json',
      'folders.json',
      'reports.ndjson',
      'uploads.ndjson',
    ])
    expect(archive.json('folders.json')).toMatchObject([{ name: 'autumn' }])
    expect(archive.lines('reports.ndjson')).toEqual([
      {
        id: expect.any(String),
        jobId: job.id,
        imageId: null,
        reason: 'other',
        text: 'grey',
        createdAt: expect.any(String),
        closedAt: null,
      },
    ])
    expect(archive.json('account.json')).toMatchObject({ pendingEmail: 'wished@example.com' })
    expect(archive.json('account.json')).toMatchObject({ emailVerified: true, hasPassword: true })
    expect(JSON.stringify(archive.json('account.json'))).not.toMatch(/passwordHash|none/)
    expect(archive.json('sessions.json')).toMatchObject([{ id: user.sessionId, current: true }])
    expect(archive.lines('jobs.ndjson')).toMatchObject([
      { prompt: '“quotes”\nand a 换行', images: [{ state: 'queued' }] },
    ])
    expect(archive.lines('ledger.ndjson').map(({ kind }) => kind)).toEqual(['hold', 'grant'])
    expect(archive.json('presets.json')).toMatchObject([{ name: 'mine', settings: { n: 2 } }])
    expect(archive.json('snippets.json')).toMatchObject([{ text: 'soft light' }])
  })

  it('goes on past a page of rows, without one lost or twice', async () => {
    const { id } = await newJob(user.id)
    const template = await db.job.findUniqueOrThrow({ where: { id } })
    const { id: _, clientKey: __, params, ...job } = template
    // Many in one millisecond, as a batch makes them.
    const copies = Array.from({ length: 450 }, (_copy, index) => ({
      ...job,
      clientKey: crypto.randomUUID(),
      params: params ?? {},
      prompt: `number ${index}`,
      createdAt: new Date(job.createdAt.getTime() + Math.floor(index / 150)),
    }))
    await db.job.createMany({ data: copies })
    const lines = (await exported(false)).lines('jobs.ndjson')
    expect(lines).toHaveLength(451)
    expect(new Set(lines.map((line) => line.prompt)).size).toBe(451)
  })

  it('holds the originals byte for byte when they are asked for, without what is in the bin or gone', async () => {
    const kept = await deliverFixture(user.id, bytesOf(300_000, 7))
    const binned = await deliverFixture(user.id, bytesOf(10, 8))
    await db.picture.update({ where: { imageId: binned.imageId }, data: { deletedAt: new Date() } })
    const gone = await deliverFixture(user.id, bytesOf(10, 9))
    await storage.deleteFolder(`attempts/${gone.imageId}`)
    const archive = await exported(true)
    const pictures = archive.names.filter((name) => name.startsWith('pictures/'))
    expect(pictures).toEqual([
      expect.stringMatching(`^pictures/\\d{4}-\\d\\d-\\d\\d-gpt-image-2-${kept.imageId}.png$`),
    ])
    expect(archive.file(pictures[0] ?? '')?.equals(bytesOf(300_000, 7))).toBe(true)
  })

  it('names what was uploaded, and holds it as it is stored', async () => {
    const upload = await newUpload(user.id, await plainPicture())
    await newUpload(await newUser(0), await plainPicture())
    const archive = await exported(true)
    expect(archive.lines('uploads.ndjson')).toMatchObject([{ id: upload.id, name: 'picture.png', width: 96 }])
    expect(archive.names.filter((name) => name.startsWith('uploads/'))).toEqual([
      `uploads/picture-${upload.id}.png`,
    ])
    expect(archive.file(`uploads/picture-${upload.id}.png`)?.length).toBe(upload.bytes)
    expect((await exported(false)).names).not.toContain(`uploads/picture-${upload.id}.png`)
  })

  it('opens one picture at a time, reads no further than it is read, and closes it with its reader', async () => {
    for (let value = 0; value < 3; value++) await deliverFixture(user.id, bytesOf(10, value))
    const seen = { pieces: 0, closed: 0 }
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          seen.pieces++
          controller.enqueue(bytesOf(100_000, 1))
        },
        cancel: () => {
          seen.closed++
        },
      })
    const open = vi
      .spyOn(storage, 'open')
      .mockImplementation(async () => ({ sizeBytes: 0, stream: endless() }))
    const reader = exportAccount(user, { pictures: true }).getReader()
    for (let readBytes = 0; readBytes < 1_000_000; ) {
      const { value } = await reader.read()
      readBytes += value?.byteLength ?? 0
    }
    expect(seen.pieces).toBeLessThan(15)
    await reader.cancel()
    expect(seen.closed).toBe(1)
    expect(open).toHaveBeenCalledTimes(1)
    open.mockRestore()
  })
})
