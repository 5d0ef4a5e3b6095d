import { expect, it } from 'vitest'
import { signUpBody } from './account-input.ts'
import { isSameMailbox, normalizeEmail } from './normalize-email.ts'

it.each([
  ['Lin@Example.com', 'lin@example.com'],
  ['  lin@example.com ', 'lin@example.com'],
  ['lin+pictures@example.com', 'lin@example.com'],
  ['l.i.n@example.com', 'l.i.n@example.com'],
  ['L.i.n+x+y@gmail.com', 'lin@gmail.com'],
  ['lin@googlemail.com', 'lin@gmail.com'],
  ['lin@GMAIL.com', 'lin@gmail.com'],
  ['lin@mail.gmail.com', 'lin@mail.gmail.com'],
  ['+lin@example.com', '+lin@example.com'],
  ['ｌｉｎ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'lin@example.com'],
  ['lin@bücher.example', 'lin@xn--bcher-kva.example'],
])('%s is %s', (email, normalized) => {
  expect(normalizeEmail(email)).toBe(normalized)
})

it.each([
  ['Lin@Bücher.example', ' lin@xn--bcher-kva.example', true],
  ['lin+x@gmail.com', 'l.i.n@GoogleMail.com', true],
  ['lin+x@example.com', 'lin@example.com', false],
  ['l.in@example.com', 'lin@example.com', false],
])('%s and %s are one mailbox: %s', (one, other, same) => {
  expect(isSameMailbox(one, other)).toBe(same)
  expect(isSameMailbox(other, one)).toBe(same)
})

it('accepts an address typed in full width, and keeps its +tag to write to', () => {
  const parse = (email: string) => signUpBody.parse({ email, password: '12345678', locale: 'zh' }).email
  expect(parse(' ｌｉｎ＠ｅｘａｍｐｌｅ．ｃｏｍ')).toBe('lin@example.com')
  expect(parse('Lin+a@example.com')).toBe('Lin+a@example.com')
})

it.each([
  '',
  'lin',
  'lin@',
  '@example.com',
  'a@example.com, b@example.com',
  'a@example.com\nBcc: b@example.com',
  `${'a'.repeat(250)}@example.com`,
])('refuses %j as an address', (email) => {
  expect(signUpBody.safeParse({ email, password: '12345678', locale: 'zh' }).success).toBe(false)
})

it.each([
  ['1234567', false],
  ['12345678', true],
  ['x'.repeat(200), true],
  ['x'.repeat(201), false],
])('password %s: %s', (password, good) => {
  expect(signUpBody.safeParse({ email: 'a@example.com', password, locale: 'en' }).success).toBe(good)
})
