import nodemailer from 'nodemailer'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { keepDevelopmentMail } from './development-mail.ts'
import { mailData, renderMail } from './mail-data.ts'

/** Every link in our letters is dead by then. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000

function createTransport(url: string) {
  return nodemailer.createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
}

/**
 * Sends one letter of the queue `mail`. Resolves when it was sent or when trying again is useless (the server refused it for
 * good, it is a day old, its data is from another version); throws when the queue should try again.
 */
export async function deliverMail(input: unknown): Promise<void> {
  const parsed = mailData.safeParse(input)
  if (!parsed.success) {
    log.error({ issues: parsed.error.issues.map(({ path, code }) => ({ path, code })) }, 'unreadable mail')
    return
  }
  const mail = parsed.data
  if (!env.SMTP_URL) return keepDevelopmentMail(db, mail)
  const about = { mailId: mail.id, letter: mail.letter }
  if (Date.now() - Date.parse(mail.createdAt) > GIVE_UP_AFTER_MS) {
    log.error(about, 'mail given up after a day')
    return
  }

  const transport = createTransport(env.SMTP_URL)
  try {
    await transport.sendMail({
      from: env.MAIL_FROM,
      // As an object, so that nothing in the address is read as a list of addresses.
      to: { name: '', address: mail.to },
      messageId: `<${mail.id}@${new URL(env.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...renderMail(mail),
    })
    log.info(about, 'mail sent')
  } catch (error) {
    if (!isPermanent(error)) throw error
    log.error({ ...about, err: error }, 'mail refused')
  } finally {
    transport.close()
  }
}

/** 5xx to MAIL, RCPT or DATA is about this letter (RFC 5321, 4.2.1). A refused login is about us and may be mended. */
function isPermanent(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false
  const aboutLetter = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  return aboutLetter && typeof error.responseCode === 'number' && error.responseCode >= 500
}
