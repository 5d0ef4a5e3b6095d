import { route } from '#lib/accounts/route.ts'
import { recentPrompts } from '#lib/presets/prompt-history.ts'

export const GET = route({ who: 'user' }, async ({ user }) => ({ prompts: await recentPrompts(user.id) }))
