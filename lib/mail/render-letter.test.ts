import { describe, expect, it } from 'vitest'
import { languageTags } from '#lib/i18n/locales.ts'
import { accountDeleted } from './letters/account-deleted.ts'
import { accountExists } from './letters/account-exists.ts'
import { changeEmail } from './letters/change-email.ts'
import { emailChangeAsked } from './letters/email-change-asked.ts'
import { emailChanged } from './letters/email-changed.ts'
import { emailTaken } from './letters/email-taken.ts'
import { identityConnected } from './letters/identity-connected.ts'
import { ledgerFindings } from './letters/ledger-findings.ts'
import { passwordChanged } from './letters/password-changed.ts'
import { problemReported } from './letters/problem-reported.ts'
import { providerOpened } from './letters/provider-opened.ts'
import { providerStopped } from './letters/provider-stopped.ts'
import { resetPassword } from './letters/reset-password.ts'
import { signInLink } from './letters/sign-in-link.ts'
import { userBraked } from './letters/user-braked.ts'
import { verifyEmail } from './letters/verify-email.ts'
import { renderLetter } from './render-letter.ts'

const url = 'https://example.com/zh/verify-email#token=abc'
const at = '2026-11-22T14:05:31.000Z'
const stopped = {
  provider: 'openai',
  reason: 'insufficient_quota',
  since: at,
  waitingImages: 214,
  waitingUsers: 3,
}

describe.each(['zh', 'en'] as const)('in %s', (locale) => {
  it.each([
    ['verify-email', verifyEmail(locale, { url, hours: 24 })],
    ['account-exists', accountExists(locale, { url })],
    ['account-deleted', accountDeleted(locale, { url })],
    ['change-email', changeEmail(locale, { url, hours: 24, from: 'a@example.com' })],
    ['email-change-asked', emailChangeAsked(locale, { url, to: 'b@example.com' })],
    ['email-changed', emailChanged(locale, { url, to: 'b@example.com', at })],
    ['email-taken', emailTaken(locale, { url })],
    ['password-changed', passwordChanged(locale, { url, at })],
    ['identity-connected', identityConnected(locale, { url, provider: 'github', at })],
    ['reset-password', resetPassword(locale, { url, minutes: 60 })],
    ['sign-in-link', signInLink(locale, { url, minutes: 15 })],
    ['provider-stopped', providerStopped(locale, stopped, url)],
    ['provider-stopped, nothing waits', providerStopped(locale, { ...stopped, waitingImages: 0 }, url)],
    ['provider-opened', providerOpened(locale, { provider: 'openai', stoppedAt: at, openedAt: at }, url)],
    ['ledger-findings', ledgerFindings(locale, { findings: 2, examples: ['book_sum'], checkedAt: at }, url)],
    [
      'problem-reported',
      problemReported(
        locale,
        { email: 'a@example.com', jobId: 'job-1', imageId: null, reason: 'charged' },
        url,
      ),
    ],
    ['user-braked', userBraked(locale, { email: 'a@example.com', level: 3, blocks: 5, until: at }, url)],
  ])('%s says the same in text and in HTML, with the address on a line of its own', (_name, letter) => {
    const { subject, text, html } = renderLetter(letter, locale)
    expect(subject).not.toBe('')
    expect(text.split('\n')).toContain(url)
    for (const paragraph of [...letter.paragraphs, letter.footer]) {
      expect(text).toContain(paragraph)
      expect(html).toContain(paragraph)
    }
    expect(html).toContain(`lang="${languageTags[locale]}"`)
    expect(/[\u4e00-\u9fff]/.test(text)).toBe(locale === 'zh')
    expect(text).not.toMatch(/\p{Script=Han}[,!?;:]/u)
  })
})

it('says in words why a provider stopped, what waits, and what to do', () => {
  const { text } = renderLetter(providerStopped('en', stopped, url), 'en')
  expect(text).toContain('the account has no quota left (insufficient_quota)')
  expect(text).toContain('2026-11-22 14:05 UTC')
  expect(text).toContain('214 pictures of 3 users')
  expect(text).toContain('Top up')
  // A code that nobody has put into words stands for itself.
  const unheard = renderLetter(providerStopped('zh', { ...stopped, reason: 'new_code' }, url), 'zh')
  expect(unheard.text).toContain('new_code')
})

it('lets nothing of a value become HTML', () => {
  const letter = {
    subject: '<s>',
    paragraphs: ['<b>&'],
    action: { label: '"x"', url: 'https://x/?a="b"&c' },
    footer: "'<i>'",
  }
  const { html } = renderLetter(letter, 'en')
  expect(html).toContain('&lt;b&gt;&amp;')
  expect(html).toContain('href="https://x/?a=&quot;b&quot;&amp;c"')
  expect(html).not.toMatch(/<(b|i|s)>/)
})
