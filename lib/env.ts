import path from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const webUrl = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''))

/** Every variable the site reads, with the defaults of a first start. `.env.example` explains each; a test compares the two. */
const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  PUBLIC_URL: webUrl.optional(),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  AUTH_SECRET: z.string().min(32).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: webUrl.optional(),
  SANDBOX: z.enum(['', 'openai']).default(''),
  SANDBOX_URL: webUrl.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Huafang 画坊 <noreply@localhost>'),
  GITHUB_ID: z.string().min(1).optional(),
  GITHUB_SECRET: z.string().min(1).optional(),
  GITHUB_URL: webUrl.default('https://github.com'),
  GITHUB_API_URL: webUrl.default('https://api.github.com'),
  GOOGLE_ID: z.string().min(1).optional(),
  GOOGLE_SECRET: z.string().min(1).optional(),
  GOOGLE_ISSUER: webUrl.default('https://accounts.google.com'),
  SIGN_IN_LINKS: flag.default(true),
  OPERATOR_NAME: z.string().max(200).optional(),
  OPERATOR_EMAIL: z.email().optional(),
  ICP_NUMBER: z.string().max(60).optional(),
  PUBLIC_SECURITY_NUMBER: z.string().max(60).optional(),
  MARKUP_BPS: z.coerce.number().int().min(0).max(1_000_000).default(10_000),
  CNY_PER_USD: z.coerce.number().positive().max(1000).default(7.1),
  SIGN_UP_BONUS_CREDITS: z.coerce.number().int().min(0).max(1_000_000).default(500),
  SIGN_UP_BONUS_PER_NETWORK_DAILY: z.coerce.number().int().min(1).default(5),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(8),
  PROVIDER_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(8),
  PROVIDER_RATE_PER_MINUTE: z.coerce.number().int().min(1).max(100_000).optional(),
  // Less than a queue entry may take (lib/queue/queues.ts).
  PROVIDER_TIMEOUT_MS: z.coerce.number().int().min(1000).max(3_600_000).default(900_000),
  WORKER_GRACE_MS: z.coerce.number().int().min(0).max(3_600_000).default(18_000),
  AIGC_PRODUCER: z
    .string()
    .regex(
      /^[\x21\x23-\x5b\x5d-\x7e]{1,127}$/,
      'ASCII without blanks, quotes and backslashes, at most 127 characters',
    )
    .default('Huafang'),
  AMBIGUOUS_CALLS: z.enum(['retry', 'fail']).default('retry'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  RATE_LIMITS: flag.default(true),
  METRICS_TOKEN: z.string().min(16).optional(),
  WORKER_METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl.optional(),
})

export class EnvError extends Error {
  override name = 'EnvError'
}

/** The variables' names, for the test that keeps `.env.example` complete. */
export const variableNames = Object.keys(variables.shape)

/**
 * Parses the environment. An empty variable counts as not set, so that a line `NAME=` in a file means the default.
 * @throws EnvError that names every wrong variable and what it must be.
 */
export function parseEnv(source: Record<string, string | undefined>) {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = variables.safeParse(present)
  if (!parsed.success) {
    throw new EnvError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  }
  const values = parsed.data
  const halves = (['GITHUB', 'GOOGLE'] as const).flatMap((name) => {
    const [id, secret] = [`${name}_ID`, `${name}_SECRET`] as const
    if ((values[id] === undefined) === (values[secret] === undefined)) return []
    return [values[id] ? `${secret}: needed with ${id}` : `${id}: needed with ${secret}`]
  })
  if (halves.length > 0) throw new EnvError(halves.join('\n'))
  const realProvider = values.OPENAI_API_KEY !== undefined || values.OPENAI_BASE_URL !== undefined
  const isPublic = values.NODE_ENV === 'production' && values.PUBLIC_URL !== undefined

  if (isPublic) {
    const missing: string[] = []
    if (!values.AUTH_SECRET)
      missing.push('AUTH_SECRET: needed when PUBLIC_URL is set (32 characters or more)')
    if (!values.SMTP_URL)
      missing.push('SMTP_URL: needed when PUBLIC_URL is set; without it nobody can verify a mail address')
    if (!realProvider && values.SANDBOX !== 'openai') {
      missing.push(
        'OPENAI_API_KEY: needed when PUBLIC_URL is set (SANDBOX=openai asks for the sandbox by name)',
      )
    }
    if (missing.length > 0) throw new EnvError(missing.join('\n'))
  }

  return {
    ...values,
    DATA_DIR: path.resolve(values.DATA_DIR),
    /** Where people reach the site; links in letters begin with it. */
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    /** A public URL is what makes a site public: without one it listens on loopback and shows development mail. */
    isPublic: values.PUBLIC_URL !== undefined,
    provider: realProvider ? ('openai' as const) : ('sandbox' as const),
  }
}

export type Env = ReturnType<typeof parseEnv>

export const env: Env = parseEnv(process.env)

// next-auth reads this one itself and has no option for it.
process.env.NEXTAUTH_URL = env.publicUrl
