import { readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionUser } from '#lib/accounts/session-user.ts'
import {
  newAccount,
  newSession,
  password,
  sessionIdsOf,
  type TestAccount,
  tokenTo,
} from '#lib/accounts/testing/accounts.ts'
import { db } from '#lib/db.ts'
import { readZip } from '#lib/http/testing/read-zip.ts'

// Who is signed in is read from Next's request, which a test has not got.
const signedIn = vi.hoisted(() => ({ user: null as SessionUser | null }))
vi.mock('#lib/accounts/current-user.ts', () => ({ currentUser: async () => signedIn.user }))

type Handler = (request: Request, context: { params: Promise<null> }) => Promise<Response>

const handlers = new Map<string, Handler>()
for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
  if (path.basename(file) !== 'route.ts') continue
  const module: Record<string, unknown> = await import(path.join(import.meta.dirname, file))
  for (const method of ['GET', 'POST', 'HEAD'] as const) {
    const handle = module[method]
    if (typeof handle === 'function') handlers.set(`${method} ${path.dirname(file)}`, handle as Handler)
  }
}

function call(
  name: string,
  body?: unknown,
  query = '',
  method = name.split(' ')[0] ?? '',
): Promise<Response> {
  const handle = handlers.get(name)
  if (!handle) throw new Error(`no route ${name}`)
  const request = new Request(`http://localhost:3000/api/account/${name.split(' ')[1]}${query}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-client-address': '203.0.113.9' },
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  })
  return handle(request, { params: Promise.resolve(null) })
}

async function codeOf(answer: Promise<Response>): Promise<unknown> {
  const { error } = await (await answer).json()
  return error?.problems?.[0] ? `${error.problems[0].field}: ${error.problems[0].code}` : error?.code
}

let account: TestAccount
beforeEach(async () => {
  account = await newAccount()
  signIn(account, (await newSession(account.id)).sessionId)
})

function signIn({ id, email }: TestAccount, sessionId: string): void {
  signedIn.user = {
    id,
    sessionId,
    email,
    role: 'user',
    locale: 'en',
    emailVerified: true,
    currency: null,
    timeZone: null,
  }
}

describe('every route of an account', () => {
  const forVisitors = ['POST email/confirm']
  it.each([...handlers.keys()].filter((name) => !forVisitors.includes(name)))(
    '%s is for who is signed in',
    async (name) => {
      signedIn.user = null
      expect((await call(name)).status).toBe(401)
    },
  )

  it('refuses what another site made the browser send', async () => {
    const request = new Request('http://localhost:3000/api/account/delete', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ password, confirm: account.email }),
    })
    const answer = await handlers.get('POST delete')?.(request, { params: Promise.resolve(null) })
    expect(answer?.status).toBe(403)
    expect(await db.user.findUnique({ where: { id: account.id } })).toMatchObject({ deletedAt: null })
  })
})

describe('preferences', () => {
  it('keep what is sent, and take back what is null', async () => {
    const wanted = { locale: 'zh', currency: 'USD', timeZone: 'Asia/Shanghai' }
    expect((await call('POST preferences', wanted)).status).toBe(200)
    expect(await (await call('GET .')).json()).toMatchObject(wanted)
    await call('POST preferences', { currency: null })
    expect(await (await call('GET .')).json()).toMatchObject({ ...wanted, currency: null })
  })

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone: time_zone_unknown'],
    [{ timeZone: '+08:00' }, 'timeZone: time_zone_unknown'],
    [{ currency: 'EUR' }, 'currency: not_allowed'],
    [{ locale: 'fr' }, 'locale: not_allowed'],
    [{ role: 'operator' }, 'role: unknown_field'],
  ])('refuse %j', async (wanted, code) => {
    expect(await codeOf(call('POST preferences', wanted))).toBe(code)
  })
})

describe('an account', () => {
  it('is shown without anything secret', async () => {
    const answer = await call('GET .')
    expect(await answer.json()).toEqual({
      email: account.email,
      emailVerified: true,
      pendingEmail: null,
      hasPassword: true,
      identities: [],
      removedIdentities: [],
      locale: 'en',
      currency: null,
      timeZone: null,
      createdAt: expect.any(String),
    })
  })

  it('gets another password and another address', async () => {
    expect(await codeOf(call('POST password', { current: 'guess', next: 'battery staple' }))).toBe(
      'wrong_password',
    )
    expect(await codeOf(call('POST password', { current: password, next: 'short' }))).toBe('next: too_short')
    expect((await call('POST password', { current: password, next: 'battery staple' })).status).toBe(200)
    const email = `new.${account.email}`
    expect((await call('POST email', { email, password: 'battery staple' })).status).toBe(200)
    const token = await tokenTo(email, 'confirm-email')
    expect((await call('POST email/confirm', { token })).status).toBe(200)
    expect(await (await call('GET .')).json()).toMatchObject({ email, pendingEmail: null })
  })

  it('lists and ends sessions', async () => {
    const here = signedIn.user?.sessionId
    const [there, third] = [await newSession(account.id), await newSession(account.id)]
    const { sessions } = await (await call('GET sessions')).json()
    expect(sessions).toHaveLength(3)
    await call('POST sessions/end', { id: there.sessionId })
    expect(await sessionIdsOf(account.id)).toEqual([here, third.sessionId])
    await call('POST sessions/end-others')
    expect(await sessionIdsOf(account.id)).toEqual([here])
    expect(await codeOf(call('POST sessions/end', { id: 'x' }))).toBe('id: invalid_format')
  })

  it('is exported as a ZIP, which is asked for eight times an hour at most', async () => {
    const answer = await call('GET export')
    expect(answer.headers.get('content-type')).toBe('application/zip')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="huafang-[\d-]+\.zip"$/)
    expect([...(await readZip(answer.body)).keys()]).toContain('jobs.ndjson')
    expect((await call('GET export', undefined, '', 'HEAD')).status).toBe(200)
    for (const status of [200, 200, 200, 200, 200, 200, 429]) {
      const again = await call('GET export', undefined, '?pictures=1')
      expect(again.status).toBe(status)
      await again.body?.cancel()
    }
  })

  it('is deleted', async () => {
    expect(await (await call('GET deletion')).json()).toEqual({
      availableCredits: 0,
      runningImages: 0,
      pictures: 0,
    })
    expect(await codeOf(call('POST delete', { password, confirm: 'x' }))).toBe('confirm: confirm_mismatch')
    expect((await call('POST delete', { password, confirm: account.email })).status).toBe(200)
    expect(await sessionIdsOf(account.id)).toEqual([])
  })
})
