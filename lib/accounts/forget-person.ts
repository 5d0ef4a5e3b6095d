import type { Transaction } from '#lib/db.ts'

/**
 * Leaves of an account what the ledger stands on: nobody can sign in to it, and nothing in its row says whose it was. Its mailbox
 * is free for another account. What it has made (prompts, pictures) goes by lib/jobs/purge-deleted-users.ts.
 * The account is locked.
 */
export async function forgetPerson(tx: Transaction, userId: string): Promise<void> {
  const { email, emailTokens } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, emailTokens: { select: { email: true } } },
  })
  const wishedFor = emailTokens.flatMap((token) => token.email ?? [])
  const nobody = `deleted:${userId}`
  await tx.developmentMail.deleteMany({
    where: { OR: [{ recipient: email }, { recipient: { in: wishedFor }, text: { contains: email } }] },
  })
  await tx.user.update({
    where: { id: userId },
    data: {
      email: nobody,
      emailNormalized: nobody,
      passwordHash: null,
      role: 'user',
      currency: null,
      timeZone: null,
      deletedAt: new Date(),
      sessions: { deleteMany: {} },
      identities: { deleteMany: {} },
      emailTokens: { deleteMany: {} },
      presets: { deleteMany: {} },
      snippets: { deleteMany: {} },
      problemReports: { deleteMany: {} },
    },
  })
}
