import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { createFolder, folderName, listFolders } from '#lib/library/folders.ts'
import { changeRule, readRule } from '#lib/library/rate-rules.ts'

export const GET = route({ who: 'user', limit: readRule }, async ({ user }) => ({
  folders: await listFolders(user.id),
}))

export const POST = route(
  { who: 'user', limit: changeRule, body: z.strictObject({ name: folderName }) },
  async ({ user, body }) =>
    Response.json({ folder: await createFolder(user.id, body.name) }, { status: 201 }),
)
