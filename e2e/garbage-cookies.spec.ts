import { expect, test } from './fixtures/test.ts'

test('garbage in cookies is nobody, and never a fault of ours', async ({ request, language }) => {
  for (const cookie of [
    'next-auth.callback-url=garbage; huafang.session=garbage',
    'next-auth.csrf-token=%',
    'tz=%25; theme=%; locale=%00',
    'huafang.session=a.b.c.d.e',
  ]) {
    for (const path of [
      '/api/wallet',
      `/${language}`,
      `/${language}/studio`,
      '/api/auth/csrf',
      '/api/auth/session',
    ]) {
      const answer = await request.get(path, { headers: { cookie }, maxRedirects: 0 })
      expect(answer.status(), `${path} with ${cookie}`).toBeLessThan(500)
    }
  }
  expect((await request.get('/api/auth/csrf?callbackUrl=x')).status()).toBe(200)
})
