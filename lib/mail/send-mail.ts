import { randomUUID } from 'node:crypto'
import type { Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { keepDevelopmentMail } from './development-mail.ts'
import type { MailData } from './mail-data.ts'

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never
export type NewMail = DistributiveOmit<MailData, 'id' | 'createdAt'>

/**
 * Hands a letter over inside the caller's transaction: it goes out if that commits, and a mail server that is slow or down
 * neither delays nor fails the caller. The worker sends it with `deliverMail`. Without an SMTP server it is kept for the
 * development mail page instead.
 */
export async function sendMail(tx: Transaction, mail: NewMail): Promise<void> {
  const data: MailData = { ...mail, id: randomUUID(), createdAt: new Date().toISOString() }
  if (env.SMTP_URL) await enqueue(tx, 'mail', [{ data }])
  else await keepDevelopmentMail(tx, data)
}
