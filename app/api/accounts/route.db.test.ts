import { beforeEach, expect, it, vi } from 'vitest'
import { createUser } from '#lib/accounts/create-user.ts'
import type { SessionUser } from '#lib/accounts/session-user.ts'
import { db } from '#lib/db.ts'
import { POST as mailLink } from './mail-link/route.ts'
import { POST as confirmReset } from './reset/confirm/route.ts'
import { POST as reset } from './reset/route.ts'
import { POST as signUp } from './route.ts'
import { POST as resend } from './verification/route.ts'
import { POST as verify } from './verify/route.ts'

// Who is signed in is read from Next's request, which a test has not got.
const signedIn = vi.hoisted(() => ({ user: null as SessionUser | null }))
vi.mock('#lib/accounts/current-user.ts', () => ({ currentUser: async () => signedIn.user }))

const password = 'correct horse'

beforeEach(() => {
  signedIn.user = null
})

function send(post: typeof signUp, body: object, headers: Record<string, string> = {}) {
  const request = new Request('http://localhost:3000/api/accounts', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-client-address': '203.0.113.9', ...headers },
    body: JSON.stringify(body),
  })
  return post(request, { params: Promise.resolve(null) })
}

/** All that a caller can see, but for the id of the request. */
async function seen(response: Response) {
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
  return { status: response.status, headers, text: await response.text() }
}

it('answers a sign-up and a request for another letter alike, whether the address has an account or not', async () => {
  await createUser({ email: 'known@example.com', password, credits: 0 })
  const bodies = ['known@example.com', 'new@example.com'].map((email) => ({ email, password, locale: 'en' }))
  const [known, unknown] = await Promise.all(bodies.map(async (body) => seen(await send(signUp, body))))
  expect(known).toEqual(unknown)
  expect(known).toMatchObject({ status: 202, text: '{}' })
  // One with an account, one that waits for its letter, one that nobody has.
  const again = await Promise.all(
    ['known', 'new', 'nobody'].map(async (name) =>
      seen(await send(resend, { email: `${name}@example.com` })),
    ),
  )
  expect(again).toEqual([known, known, known])
})

it.each([
  ['a letter for a new password', 'reset', reset, {}],
  ['a letter that signs in', 'link', mailLink, { locale: 'en' }],
])('answers a request for %s alike, known or not, after the same time', async (_what, tag, post, more) => {
  await createUser({ email: `known.${tag}@example.com`, password, credits: 0 })
  const startedAt = performance.now()
  const [known, unknown] = await Promise.all(
    ['known', 'nobody'].map(async (name) =>
      seen(await send(post, { email: `${name}.${tag}@example.com`, ...more })),
    ),
  )
  expect(performance.now() - startedAt).toBeGreaterThan(390)
  expect(known).toEqual(unknown)
  expect(known).toMatchObject({ status: 202, text: '{}' })
})

it('sets a new password with the token of its letter, and refuses another', async () => {
  const email = 'forgetful@example.com'
  await createUser({ email, password, credits: 0, locale: 'zh' })
  await send(reset, { email })
  const letter = await db.developmentMail.findFirstOrThrow({ where: { recipient: email } })
  const token = /zh\/reset-password#token=([\w-]+)/.exec(letter.text)?.[1]
  const short = await send(confirmReset, { token, password: 'short' })
  expect((await short.json()).error.problems).toMatchObject([{ field: 'password', code: 'too_short' }])
  expect((await send(confirmReset, { token, password: 'battery staple' })).status).toBe(200)
  const again = await send(confirmReset, { token, password: 'battery staple' })
  expect([again.status, (await again.json()).error.code]).toEqual([400, 'reset_invalid'])
})

it('takes no longer for one than for the other', async () => {
  // Not measured here: both wait for the same fixed time, and that is what is checked.
  const startedAt = performance.now()
  await send(resend, { email: 'nobody@example.com' })
  expect(performance.now() - startedAt).toBeGreaterThan(390)
})

it('names every field that does not fit, and makes nothing', async () => {
  const response = await send(signUp, { email: 'x', password: 'short', locale: 'fr', role: 'operator' })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    error: {
      code: 'invalid_request',
      problems: [
        { field: 'email', code: 'invalid_email' },
        { field: 'password', code: 'too_short', params: { min: 8 } },
        { field: 'locale', code: 'not_allowed' },
        { field: 'role', code: 'unknown_field' },
      ],
    },
  })
  expect(await db.user.count({ where: { email: 'x' } })).toBe(0)
})

it('verifies with the token of the letter and refuses another', async () => {
  await send(signUp, { email: 'wang@example.com', password, locale: 'zh' })
  const letter = await db.developmentMail.findFirstOrThrow({ where: { recipient: 'wang@example.com' } })
  const token = /#token=([\w-]+)/.exec(letter.text)?.[1]
  const asked = await send(verify, { token })
  expect([asked.status, await asked.json()]).toMatchObject([403, { error: { code: 'password_required' } }])
  const good = await send(verify, { token, password })
  const verified = { bonus: 'granted', bonusCredits: 500, email: 'wang@example.com' }
  expect([good.status, await good.json()]).toEqual([200, verified])
  const bad = await send(verify, { token: 'A'.repeat(43) })
  expect(bad.status).toBe(400)
  expect(await bad.json()).toMatchObject({ error: { code: 'verification_invalid' } })
})

it('refuses the twenty-first sign-up of an hour from one network', async () => {
  const from = { 'x-client-address': '198.51.100.1' }
  const statuses = await Promise.all(
    Array.from({ length: 21 }, async () => (await send(signUp, { email: 'x' }, from)).status),
  )
  expect(statuses.filter((status) => status === 429)).toHaveLength(1)
})
