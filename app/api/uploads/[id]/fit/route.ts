import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { fitSchema, fitUpload } from '#lib/uploads/fit-upload.ts'
import { uploadRule } from '#lib/uploads/rate-rules.ts'
import { answerStored } from '../../answer-stored.ts'

/** Cut or padded to a proportion. */
export const POST = route(
  { who: 'user', limit: uploadRule, params: idParams, body: fitSchema },
  async ({ user, params, body, request }) =>
    answerStored(await fitUpload(user.id, params.id, body, request.signal)),
)
