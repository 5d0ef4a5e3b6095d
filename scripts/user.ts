// npm run -s user -- create --email E --password P --credits N [--admin]
import process from 'node:process'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { withDatabase } from './with-database.ts'

const usage = 'Usage: npm run -s user -- create --email E --password P --credits N [--admin]'

const accountShape = z.object({
  email: z.email('--email must be a mail address'),
  password: z.string('--password is missing').min(1, '--password is empty'),
  credits: z.coerce
    .number('--credits must be a number')
    .int('--credits must be a whole number')
    .min(0, '--credits must not be negative')
    .max(1_000_000_000, '--credits is too large'),
  admin: z.boolean(),
})

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      password: { type: 'string' },
      credits: { type: 'string', default: '0' },
      admin: { type: 'boolean', default: false },
    },
  })
  if (positionals.length !== 1 || positionals[0] !== 'create') throw new Error('The only command is: create')
  const parsed = accountShape.safeParse(values)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join('\n'))
  return parsed.data
}

function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

let account: ReturnType<typeof readArguments>
try {
  account = readArguments()
} catch (error) {
  console.error(`${explain(error)}\n${usage}`)
  process.exit(2)
}

try {
  await withDatabase(async () => {
    const { createUser } = await import('#lib/accounts/create-user.ts')
    const { db } = await import('#lib/db.ts')
    const { admin, ...rest } = account
    const user = await createUser({ ...rest, role: admin ? 'operator' : 'user' })
    console.log(JSON.stringify(user))
    await db.$disconnect()
  })
  process.exit(0)
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}
