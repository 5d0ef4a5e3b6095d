import { route } from '#lib/accounts/route.ts'
import { checkText } from '#lib/http/check-text.ts'
import { contentDisposition } from '#lib/http/content-disposition.ts'
import { readJsonOrForm } from '#lib/http/read-json-or-form.ts'
import { parseInput } from '#lib/http/zod-problems.ts'
import { zipRule } from '#lib/library/rate-rules.ts'
import { zipBody } from '#lib/library/route-input.ts'
import { zipPictures } from '#lib/library/zip-pictures.ts'

/** As many ids as fit in one, each with what a form puts around it. */
const MAX_BODY_BYTES = 256 * 1024

/** The pictures that were chosen. A page sends a form, so that the browser writes the ZIP to the disk as it comes. */
export const POST = route({ who: 'user', limit: zipRule }, async ({ user, request }) => {
  const input = await readJsonOrForm(request, MAX_BODY_BYTES)
  checkText(input)
  const { ids, part } = parseInput(zipBody, input)
  const zip = await zipPictures(user.id, ids, part)
  const day = new Date().toISOString().slice(0, 10)
  const end = part ? `-${part.number}-of-${part.of}` : ''
  return new Response(zip, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': contentDisposition('attachment', {
        fileName: `画坊-${day}${end}.zip`,
        plainName: `huafang-${day}${end}.zip`,
      }),
      'x-content-type-options': 'nosniff',
    },
  })
})
