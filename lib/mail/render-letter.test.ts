import { describe, expect, it } from 'vitest'
import { accountExists } from './letters/account-exists.ts'
import { verifyEmail } from './letters/verify-email.ts'
import { renderLetter } from './render-letter.ts'

const url = 'https://example.com/zh/verify-email#token=abc'

describe.each(['zh', 'en'] as const)('in %s', (locale) => {
  it.each([
    ['verify-email', verifyEmail(locale, { url, hours: 24 })],
    ['account-exists', accountExists(locale, { url })],
  ])('%s says the same in text and in HTML, with the address on a line of its own', (_name, letter) => {
    const { subject, text, html } = renderLetter(letter, locale)
    expect(subject).not.toBe('')
    expect(text.split('\n')).toContain(url)
    for (const paragraph of [...letter.paragraphs, letter.footer]) {
      expect(text).toContain(paragraph)
      expect(html).toContain(paragraph)
    }
    expect(html).toContain(`lang="${locale}"`)
    expect(/[\u4e00-\u9fff]/.test(text)).toBe(locale === 'zh')
    expect(text).not.toMatch(/\p{Script=Han}[,!?;:]/u)
  })
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
