import { Hono } from 'hono'
import { invalidRequest, invalidType, invalidValue, missingParameter } from '../api-error.ts'
import { endCall } from '../call-log.ts'
import { Fields } from '../checks/fields.ts'
import { moderateText } from '../moderation-words.ts'
import type { AppEnv, Sandbox } from '../sandbox.ts'
import { limitBody } from './limit-body.ts'
import { isObject, readJsonObject } from './read-body.ts'

/** Room for a picture as data URL. */
const bodyMaxBytes = 32 * 1024 * 1024
const moderationModels = ['omni-moderation-latest', 'omni-moderation-2024-09-26']

/** `POST /v1/moderations`: text, texts, or a list of text and image parts (images are never flagged). */
export function moderationRoutes(sandbox: Sandbox): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.post(
    '/',
    limitBody(() => bodyMaxBytes),
    async (c) => {
      const fields = new Fields(await readJsonObject(c))
      fields.allowOnly(['input', 'model'])
      const model = fields.text('model') ?? 'omni-moderation-latest'
      if (!moderationModels.includes(model)) throw invalidValue('model', model, moderationModels)
      const results = readInputs(fields.value('input')).map(moderateText)
      const call = c.get('call')
      if (call) {
        call.model = model
        endCall(sandbox.log, call, 200)
      }
      return c.json({ id: `modr-${c.get('requestId').slice(4)}`, model, results })
    },
  )
  return app
}

/** Texts become one result each; a list of parts is one input with one result. */
function readInputs(input: unknown): string[] {
  if (input === undefined) throw missingParameter('input')
  if (typeof input === 'string') return [input]
  if (!Array.isArray(input)) throw invalidType('input', 'a string or an array', input)
  const items: unknown[] = input
  if (items.length === 0) throw invalidRequest('empty_array', 'input', "Invalid 'input': empty array.")
  if (items.every((item) => typeof item === 'string')) return items
  return [items.map(readPart).join('\n')]
}

function readPart(part: unknown): string {
  if (!isObject(part)) throw invalidType('input', 'an array of texts or of parts', part)
  if (part.type === 'text' && typeof part.text === 'string') return part.text
  if (part.type === 'image_url' && isObject(part.image_url) && typeof part.image_url.url === 'string')
    return ''
  throw invalidRequest(
    'invalid_value',
    'input',
    "Invalid 'input': expected parts of type 'text' or 'image_url'.",
  )
}
