import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { env } from '#lib/env.ts'
import { deliverMail } from './deliver-mail.ts'
import type { MailData } from './mail-data.ts'
import { type SmtpSink, startSmtpSink } from './testing/smtp-sink.ts'

let sink: SmtpSink
const mail: MailData = {
  id: '019aab52-9f3a-4cc1-8b4e-1d1f0f7a9c11',
  to: 'lin@example.com',
  locale: 'zh',
  createdAt: new Date().toISOString(),
  letter: 'verify-email',
  values: { url: 'http://localhost:3000/zh/verify-email#token=abc', hours: 24 },
}

beforeEach(async () => {
  sink = await startSmtpSink()
  env.SMTP_URL = sink.url
})
afterEach(async () => {
  env.SMTP_URL = undefined
  await sink.close()
})

/** The texts of a letter's parts, decoded. */
function partsOf(data: string): string[] {
  const boundary = /boundary="(.*?)"/.exec(data)?.[1] ?? ''
  const parts = data.split(`--${boundary}`).slice(1, -1)
  return parts.map((part) => {
    const body = part.slice(part.indexOf('\r\n\r\n') + 4)
    if (/Transfer-Encoding: base64/i.test(part)) return Buffer.from(body, 'base64').toString('utf8')
    const bytes = body
      .replaceAll('=\r\n', '')
      .replace(/=([0-9A-F]{2})/g, (_match, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    return Buffer.from(bytes, 'latin1').toString('utf8')
  })
}

/** The subject, decoded (RFC 2047): words of it may stand on several lines. */
function subjectOf(data: string): string {
  const [, header = ''] = /^Subject: (.*(?:\r\n .*)*)/m.exec(data) ?? []
  return [...header.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)]
    .map(([, word = '']) => Buffer.from(word, 'base64').toString('utf8'))
    .join('')
}

describe('deliverMail', () => {
  it('sends text and HTML through a mail server', async () => {
    await deliverMail(mail)
    expect(sink.letters).toHaveLength(1)
    const [letter] = sink.letters
    expect(letter).toMatchObject({ from: 'noreply@localhost', to: ['lin@example.com'] })
    expect(letter?.data).toMatch(/Message-ID: <019aab52-9f3a-4cc1-8b4e-1d1f0f7a9c11@localhost>/)
    expect(letter?.data).toMatch(/Content-Type: multipart\/alternative/)
    expect(letter?.data).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
    expect(letter?.data).toMatch(/^Date: \w{3}, \d+ \w{3} \d{4} [\d:]{8} \+0000\r?$/m)
    expect(subjectOf(letter?.data ?? '')).toBe('请验证你的邮箱 · 画坊')
    // What goes over the wire is ASCII, in lines that every server takes (RFC 5322, 2.1.1).
    expect(letter?.data).toMatch(/^[\x20-\x7e\r\n]*$/)
    for (const line of letter?.data.split('\n') ?? []) expect(line.length).toBeLessThanOrEqual(79)
    const [text, html] = partsOf(letter?.data ?? '')
    expect(text).toContain('验证邮箱：\nhttp://localhost:3000/zh/verify-email#token=abc')
    expect(html).toContain('<a href="http://localhost:3000/zh/verify-email#token=abc"')
  })

  it.each([
    ['RCPT', '451 try later'],
    ['dot', '452 no space'],
    ['MAIL', 'close'],
    ['dot', 'close'],
  ])('asks for another try when the server answers %s with "%s"', async (command, line) => {
    sink.script.set(command, line)
    await expect(deliverMail(mail)).rejects.toThrow()
    sink.letters.length = 0
    await deliverMail(mail)
    expect(sink.letters).toHaveLength(1)
  })

  it('asks for another try when there is no server', async () => {
    await sink.close()
    await expect(deliverMail(mail)).rejects.toThrow(/ECONNREFUSED/)
  })

  it.each([
    ['RCPT', '550 no such user'],
    ['dot', '554 refused'],
  ])('gives up when the server refuses this letter for good: %s "%s"', async (command, line) => {
    sink.script.set(command, line)
    await expect(deliverMail(mail)).resolves.toBeUndefined()
  })

  it('gives up a letter that is a day old, or from another version', async () => {
    await deliverMail({ ...mail, createdAt: new Date(Date.now() - 86_400_001).toISOString() })
    await deliverMail({ ...mail, letter: 'unheard-of' })
    expect(sink.letters).toEqual([])
  })
})
