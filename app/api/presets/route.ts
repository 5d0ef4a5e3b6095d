import { route } from '#lib/accounts/route.ts'
import { createPreset, listPresets, newPresetSchema } from '#lib/presets/presets.ts'
import { keepRule } from './keep-rule.ts'

export const GET = route({ who: 'user' }, async ({ user }) => ({ presets: await listPresets(user.id) }))

export const POST = route(
  { who: 'user', limit: keepRule, body: newPresetSchema },
  async ({ user, body }) => ({
    preset: await createPreset(user.id, body),
  }),
)
