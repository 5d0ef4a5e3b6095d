import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { uploadRule } from '#lib/uploads/rate-rules.ts'
import { listUploads } from '#lib/uploads/read-uploads.ts'
import { receiveUpload } from '#lib/uploads/receive-upload.ts'
import { answerStored } from './answer-stored.ts'

export const GET = route({ who: 'user' }, async ({ user }) => ({ uploads: await listUploads(user.id) }))

const sentQuery = z.union([
  z.strictObject({ name: z.string().max(1000).default(''), kind: z.literal('picture').default('picture') }),
  z.strictObject({ name: z.string().max(1000).default(''), kind: z.literal('mask'), for: z.uuid() }),
])

/** The body is the file itself, whatever its content type says. */
export const POST = route(
  { who: 'user', limit: uploadRule, query: sentQuery },
  async ({ user, query, request }) => {
    const maskFor = query.kind === 'mask' ? query.for : null
    return answerStored(await receiveUpload({ userId: user.id, request, name: query.name, maskFor }))
  },
)
