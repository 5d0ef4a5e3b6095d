// npm run -s user -- create --email E --password P --credits N [--locale zh|en] [--admin]
// npm run -s user -- role --email E --role operator|user
import process from 'node:process'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { locales } from '#lib/i18n/locales.ts'
import { withDatabase } from './with-database.ts'

const usage = `Usage: npm run -s user -- create --email E --password P --credits N [--locale zh|en] [--admin]
       npm run -s user -- role --email E --role operator|user`

const email = z.email('--email must be a mail address')
const accountShape = z.object({
  command: z.literal('create'),
  email,
  password: z.string('--password is missing').min(1, '--password is empty'),
  credits: z.coerce
    .number('--credits must be a number')
    .int('--credits must be a whole number')
    .min(0, '--credits must not be negative')
    .max(1_000_000_000, '--credits is too large'),
  locale: z.enum(locales, '--locale must be zh or en'),
  admin: z.boolean(),
  role: z.undefined('--role belongs to the command role; create takes --admin').optional(),
})
const roleShape = z.object({
  command: z.literal('role'),
  email,
  role: z.enum(['operator', 'user'], '--role must be operator or user'),
})
const commandShape = z.discriminatedUnion(
  'command',
  [accountShape, roleShape],
  'The commands are: create, role',
)

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      password: { type: 'string' },
      credits: { type: 'string', default: '0' },
      locale: { type: 'string', default: 'zh' },
      admin: { type: 'boolean', default: false },
      role: { type: 'string' },
    },
  })
  const parsed = commandShape.safeParse({ ...values, command: positionals.join(' ') })
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join('\n'))
  return parsed.data
}

function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

let asked: ReturnType<typeof readArguments>
try {
  asked = readArguments()
} catch (error) {
  console.error(`${explain(error)}\n${usage}`)
  process.exit(2)
}

async function carryOut(): Promise<object> {
  if (asked.command === 'role') {
    const { setRole } = await import('#lib/accounts/set-role.ts')
    return setRole(asked.email, asked.role)
  }
  const { createUser } = await import('#lib/accounts/create-user.ts')
  const { admin, command: _command, ...account } = asked
  return createUser({ ...account, role: admin ? 'operator' : 'user' })
}

try {
  await withDatabase(async () => {
    const { db } = await import('#lib/db.ts')
    console.log(JSON.stringify(await carryOut()))
    await db.$disconnect()
  })
  process.exit(0)
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}
