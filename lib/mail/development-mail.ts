import { db, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { type MailData, renderMail } from './mail-data.ts'

export async function keepDevelopmentMail(tx: Transaction, mail: MailData): Promise<void> {
  const { subject, text, html } = renderMail(mail)
  // The queue may hand the same letter over twice.
  await tx.developmentMail.createMany({
    data: { id: mail.id, recipient: mail.to, subject, text, html },
    skipDuplicates: true,
  })
  log.info({ letter: mail.letter }, `SMTP_URL is not set; read the letter at ${env.publicUrl}/dev/mail`)
}

/** The newest letters that were not sent, newest first. */
export function listDevelopmentMails(take = 50) {
  return db.developmentMail.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take })
}
