import { route } from '#lib/accounts/route.ts'
import { createSnippet, listSnippets, newSnippetSchema } from '#lib/presets/snippets.ts'
import { keepRule } from '../presets/keep-rule.ts'

export const GET = route({ who: 'user' }, async ({ user }) => ({ snippets: await listSnippets(user.id) }))

export const POST = route(
  { who: 'user', limit: keepRule, body: newSnippetSchema },
  async ({ user, body }) => ({
    snippet: await createSnippet(user.id, body),
  }),
)
