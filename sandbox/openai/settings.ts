import { z } from 'zod'

/** A fixed delay in milliseconds, or `[least, most]`: each request gets its own by the hash of its prompt. */
const delaySchema = z.union([
  z.int().min(0).max(3_600_000),
  z
    .tuple([z.int().min(0), z.int().max(3_600_000)])
    .refine(([least, most]) => least <= most, 'the first number is the smaller one'),
])

/** What can be changed while the sandbox runs, by `POST /sandbox/settings`. */
export const settingsSchema = z.strictObject({
  delayMs: delaySchema,
  /** Images a minute for each key and model; null is no limit. */
  ratePerMinute: z.int().min(1).nullable(),
  /** Image requests at work at once; null is no limit. */
  concurrency: z.int().min(1).nullable(),
  accountEmpty: z.boolean(),
  /** The same prompt again makes another picture, as real models do; off, it makes the same. */
  variety: z.boolean(),
  /** Models past their shutdown date: still served, or refused as OpenAI does. */
  retired: z.enum(['serve', 'refuse']),
  /** The day on which `retired` looks (YYYY-MM-DD); null is today. */
  today: z.iso.date().nullable(),
  fileLifetimeMs: z.int().min(1),
  editBodyMaxBytes: z.int().min(1024),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  delayMs: [1200, 2600],
  ratePerMinute: null,
  concurrency: null,
  accountEmpty: false,
  variety: true,
  retired: 'serve',
  today: null,
  fileLifetimeMs: 3_600_000,
  editBodyMaxBytes: 256 * 1024 * 1024,
}

/** Where to listen. Part of the settings file, but fixed once the sandbox runs. */
const listenSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(4010),
  host: z.string().min(1).default('127.0.0.1'),
})

export interface StartOptions {
  port: number
  host: string
  settings: Partial<Settings>
}

/**
 * Start options from the settings file's content (or null) and the environment; the environment wins.
 * Throws a ZodError that names a wrong value.
 */
export function readStartOptions(file: unknown, env: Record<string, string | undefined>): StartOptions {
  const { port, host, ...settings } = z.record(z.string(), z.unknown()).parse(file ?? {})
  const listen = listenSchema.parse({
    port: env.SANDBOX_PORT || env.PORT || port,
    host: env.SANDBOX_HOST || host,
  })
  return { ...listen, settings: settingsSchema.partial().parse({ ...settings, ...settingsOfEnv(env) }) }
}

function settingsOfEnv(env: Record<string, string | undefined>): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const key of Object.keys(defaultSettings)) {
    // delayMs → SANDBOX_DELAY_MS
    const text = env[`SANDBOX_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`]
    if (text === undefined || text === '') continue
    found[key] = parseEnvText(text)
  }
  return found
}

/** `1200-2600`, `12`, `true`, `null`, or plain text. */
function parseEnvText(text: string): unknown {
  const range = /^(\d+)-(\d+)$/.exec(text)
  if (range) return [Number(range[1]), Number(range[2])]
  if (/^\d+$/.test(text)) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true'
  return text === 'null' ? null : text
}
