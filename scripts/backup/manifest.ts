import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** Says what a backup is. Written last: a folder without it is no backup. */
export const manifestShape = z.object({
  huafangBackup: z.literal(1),
  startedAt: z.iso.datetime(),
  /** The database is as it was at this moment; files are at least as new. */
  databaseAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Of the server whose files these are: only the same major version can read them. */
  postgresMajor: z.string(),
  files: z.number(),
  bytes: z.number(),
})
export type Manifest = z.infer<typeof manifestShape>

export const manifestName = 'backup.json'

/** @throws Error in plain words when the folder holds no whole backup */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, manifestName), 'utf8').catch(() => null)
  if (text === null) throw new Error(`${folder} holds no whole backup: there is no ${manifestName} in it`)
  return manifestShape.parse(JSON.parse(text))
}
