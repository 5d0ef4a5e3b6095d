import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { contentDisposition } from '#lib/http/content-disposition.ts'
import { idParams } from '#lib/http/page-query.ts'
import { limit } from '#lib/http/rate-limit.ts'
import { exportFormats } from '#lib/images/export-picture.ts'
import { exportImageFile } from '#lib/jobs/export-image-file.ts'
import { openImageFile } from '#lib/jobs/open-image-file.ts'

const downloadRule = { name: 'download-image', points: 120, seconds: 60 }
/** Apart, because a conversion takes up to some seconds of a core. */
const convertRule = { name: 'convert-image', points: 20, seconds: 60 }

const downloadQuery = z.union([
  z.strictObject({ format: z.literal('original').default('original') }),
  z.strictObject({ format: z.literal('composed') }),
  z.strictObject({
    format: z.enum(exportFormats),
    /** The longest edge in pixels; never enlarges. */
    edge: z.coerce.number().int().min(16).max(8192).optional(),
  }),
])

/**
 * A picture of one's own as a file. `original`: the stored bytes exactly, so that what the provider has signed into them (C2PA)
 * stays valid. `composed`: the same with its unpainted parts put back. Other formats are made on the fly and say in their metadata that they are made by AI.
 */
export const GET = route(
  { who: 'user', limit: downloadRule, params: idParams, query: downloadQuery },
  async ({ user, params, query, request }) => {
    const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }
    if (query.format === 'original' || query.format === 'composed') {
      const file = await openImageFile(user.id, params.id, query.format)
      return new Response(file.stream, {
        headers: {
          ...headers,
          'content-type': file.mediaType,
          'content-length': String(file.sizeBytes),
          'content-disposition': contentDisposition('attachment', file),
        },
      })
    }
    await limit(convertRule, user.id)
    const options = { format: query.format, edgePx: query.edge }
    const file = await exportImageFile(user.id, params.id, options, request.signal)
    return new Response(Buffer.from(file.bytes), {
      headers: {
        ...headers,
        'content-type': file.mediaType,
        'content-length': String(file.bytes.byteLength),
        'content-disposition': contentDisposition('attachment', file),
      },
    })
  },
)
