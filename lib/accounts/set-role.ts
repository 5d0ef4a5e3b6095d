import { writeAudit } from '#lib/audit/write-audit.ts'
import { db } from '#lib/db.ts'
import type { UserRole } from '#prisma/generated/enums.ts'
import { normalizeEmail } from './normalize-email.ts'

/**
 * Makes an account an operator's or an ordinary one again, for the command line. Holds from the account's next request on.
 * @throws Error when no account has the address
 */
export async function setRole(
  email: string,
  role: UserRole,
): Promise<{ id: string; email: string; role: UserRole }> {
  return db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({
      where: { emailNormalized: normalizeEmail(email) },
      select: { id: true, email: true, role: true },
    })
    if (!user) throw new Error(`no account has the address ${email}`)
    if (user.role !== role) {
      await tx.user.update({ where: { id: user.id }, data: { role } })
      await writeAudit(tx, {
        actorId: null,
        action: 'user.role',
        subject: `user:${user.id}`,
        details: { from: user.role, to: role },
      })
    }
    return { ...user, role }
  })
}
