import { z } from 'zod'
import { exportAccount } from '#lib/accounts/export-account.ts'
import { exportRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'

const query = z.object({ pictures: z.enum(['0', '1']).default('0') })

export const GET = route({ who: 'user', limit: exportRule, query }, ({ user, query: { pictures } }) => {
  const name = `huafang-${new Date().toISOString().slice(0, 10)}.zip`
  return new Response(exportAccount(user, { pictures: pictures === '1' }), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
})
