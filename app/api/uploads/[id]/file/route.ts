import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { contentDisposition } from '#lib/http/content-disposition.ts'
import { idParams } from '#lib/http/page-query.ts'
import { openUploadFile, uploadVariantSchema } from '#lib/uploads/open-upload-file.ts'

const fileQuery = z.object({
  variant: uploadVariantSchema.default('picture'),
  download: z.enum(['0', '1']).default('0'),
})

/** What one has uploaded, as it is sent. The browser may keep it, but asks each time, so that a sign-out is a sign-out. */
export const GET = route(
  { who: 'user', params: idParams, query: fileQuery },
  async ({ user, params, query, request }) => {
    const file = await openUploadFile(user.id, params.id, query.variant)
    const headers = new Headers({
      'content-type': file.mediaType,
      'content-length': String(file.sizeBytes),
      'cache-control': 'private, no-cache',
      'content-disposition': contentDisposition(query.download === '1' ? 'attachment' : 'inline', file),
      'x-content-type-options': 'nosniff',
      etag: file.etag,
    })
    if (request.headers.get('if-none-match') === file.etag) {
      await file.stream.cancel()
      headers.delete('content-length')
      return new Response(null, { status: 304, headers })
    }
    return new Response(file.stream, { headers })
  },
)
