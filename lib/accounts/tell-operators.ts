import type { Transaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import type { OperatorLetter } from '#lib/mail/mail-data.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { locale } from './account-input.ts'

/**
 * Hands one letter over for every operator, each in their language, inside the caller's transaction. It does not know what was
 * told before: call it where an event is booked for the first time, so that one event is one letter.
 */
export async function tellOperators(tx: Transaction, letter: OperatorLetter): Promise<void> {
  const operators = await tx.user.findMany({
    where: { role: 'operator' },
    orderBy: { id: 'asc' },
    select: { email: true, locale: true },
  })
  if (operators.length === 0) log.warn({ letter: letter.letter }, 'there is no operator to tell')
  for (const operator of operators) {
    await sendMail(tx, { to: operator.email, locale: locale.parse(operator.locale), ...letter })
  }
}
