import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { checkText } from '#lib/http/check-text.ts'
import { contentDisposition } from '#lib/http/content-disposition.ts'
import { readJsonOrForm } from '#lib/http/read-json-or-form.ts'
import { parseInput } from '#lib/http/zod-problems.ts'
import { viewQuery } from '#lib/library/route-input.ts'
import { ZIP_MAX, zipPictures, zipView } from '#lib/library/zip-pictures.ts'

const limit = { name: 'zip', points: 20, seconds: 600 }
const body = z.strictObject({ ids: z.array(z.uuid()).min(1).max(ZIP_MAX) })
/** As many ids, each with what a form puts around it. */
const MAX_BODY_BYTES = 256 * 1024

/** The pictures that were chosen. A page sends a form, so that the browser writes the ZIP to the disk as it comes. */
export const POST = route({ who: 'user', limit }, async ({ user, request }) => {
  const input = await readJsonOrForm(request, MAX_BODY_BYTES)
  checkText(input)
  return download(await zipPictures(user.id, parseInput(body, input).ids))
})

/** All pictures of a view. */
export const GET = route({ who: 'user', limit, query: viewQuery }, async ({ user, query }) =>
  download(await zipView(user.id, query)),
)

function download(zip: ReadableStream<Uint8Array>): Response {
  const day = new Date().toISOString().slice(0, 10)
  return new Response(zip, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': contentDisposition('attachment', {
        fileName: `画坊-${day}.zip`,
        plainName: `huafang-${day}.zip`,
      }),
      'x-content-type-options': 'nosniff',
    },
  })
}
