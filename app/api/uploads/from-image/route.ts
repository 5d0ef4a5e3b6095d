import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { uploadImage } from '#lib/jobs/upload-image.ts'
import { uploadRule } from '#lib/uploads/rate-rules.ts'
import { answerStored } from '../answer-stored.ts'

const body = z.strictObject({ imageId: z.uuid() })

/** A picture of one's own as an input. */
export const POST = route({ who: 'user', limit: uploadRule, body }, async ({ user, body, request }) =>
  answerStored(await uploadImage(user.id, body.imageId, request.signal)),
)
