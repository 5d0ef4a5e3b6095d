import { z } from 'zod'
import type { ImageParams } from '#lib/catalog/params.ts'
import { JOB_IMAGES_MAX } from '#lib/catalog/params.ts'
import { db, type Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { log } from '#lib/log.ts'
import { KEPT_MAX, tooManyKept } from './limits.ts'
import { lockKept } from './lock-kept.ts'
import type { PresetView } from './view.ts'

const word = z.string().max(20)

/**
 * Everything the studio's form holds but the prompt. Only its shape is checked: a model may be gone when a preset is used
 * again, and the form brings what it is given into bounds.
 */
const settingsSchema = z.strictObject({
  model: z.string().max(60),
  n: z.number().int().min(1).max(JOB_IMAGES_MAX),
  params: z.strictObject({
    size: z.string().regex(/^\d{1,5}x\d{1,5}$/),
    quality: word,
    style: word.optional(),
    background: word.optional(),
    outputFormat: word.optional(),
    outputCompression: z.number().int().min(0).max(100).optional(),
    moderation: word.optional(),
    complexity: word.optional(),
    partialImages: z.number().int().min(0).max(10),
  }),
})

const nameSchema = z.string().trim().min(1).max(60)

export const newPresetSchema = z.strictObject({
  /** The id it had before it was deleted, to bring it back. */
  id: z.uuid().optional(),
  name: nameSchema,
  settings: settingsSchema,
})

/** What is to be another: the name, the settings, or both. */
export const presetChangeSchema = z.strictObject({
  name: nameSchema.optional(),
  settings: settingsSchema.optional(),
})

const select = { id: true, name: true, settings: true }

/** What no version of ours can have written keeps its name, by which its owner can overwrite or delete it. */
function serialize(row: { id: string; name: string; settings: unknown }): PresetView {
  const { id, name } = row
  const parsed = settingsSchema.safeParse(row.settings)
  if (!parsed.success) {
    log.warn({ presetId: id, issues: parsed.error.issues }, 'a preset cannot be read')
    return { id, name, settings: null }
  }
  const { params, ...rest } = parsed.data
  return { id, name, settings: { ...rest, params: params as ImageParams } }
}

/** A user's presets in the order of their names. */
export async function listPresets(userId: string): Promise<PresetView[]> {
  const rows = await db.preset.findMany({
    where: { userId },
    select,
    orderBy: { name: 'asc' },
    take: KEPT_MAX,
  })
  return rows.map(serialize)
}

/** @throws AppError invalid_request: name_taken, too_many_kept */
export async function createPreset(
  userId: string,
  { id, name, settings }: z.infer<typeof newPresetSchema>,
): Promise<PresetView> {
  return db.$transaction(async (tx) => {
    await lockKept(tx, userId)
    await refuseTakenName(tx, userId, name)
    if ((await tx.preset.count({ where: { userId } })) >= KEPT_MAX) throw tooManyKept()
    // An id that exists is somebody else's, or this one's under another name: then it is a new one.
    const isFree = id !== undefined && (await tx.preset.count({ where: { id } })) === 0
    const data = { ...(isFree && { id }), userId, name, settings }
    return serialize(await tx.preset.create({ data, select }))
  })
}

/** @throws AppError not_found, for somebody else's too; invalid_request: name_taken */
export async function changePreset(
  userId: string,
  id: string,
  change: z.infer<typeof presetChangeSchema>,
): Promise<PresetView> {
  return db.$transaction(async (tx) => {
    await lockKept(tx, userId)
    const preset = await tx.preset.findFirst({ where: { id, userId }, select })
    if (!preset) throw new AppError('not_found')
    if (change.name !== undefined && change.name !== preset.name) {
      await refuseTakenName(tx, userId, change.name)
    }
    return serialize(await tx.preset.update({ where: { id }, data: change, select }))
  })
}

/** @throws AppError not_found, for somebody else's too */
export async function deletePreset(userId: string, id: string): Promise<void> {
  const { count } = await db.preset.deleteMany({ where: { id, userId } })
  if (count === 0) throw new AppError('not_found')
}

async function refuseTakenName(tx: Transaction, userId: string, name: string): Promise<void> {
  const taken = await tx.preset.count({ where: { userId, name } })
  if (taken > 0) throw new AppError('invalid_request', { problems: [{ field: 'name', code: 'name_taken' }] })
}
