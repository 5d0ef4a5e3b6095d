import { AppError } from '#lib/http/app-error.ts'
import { forgetLimit, limit } from '#lib/http/rate-limit.ts'
import { passwordCheckRule } from './limits.ts'
import { verifyPassword } from './password.ts'

interface Account {
  id: string
  passwordHash: string | null
}

/**
 * Whether it is the owner who asks for something that a session alone is not enough for. An account without a password has
 * nothing to ask for.
 * @throws AppError invalid_request at `field` where the password is missing; wrong_password; too_many_requests
 */
export async function proveBySession(
  account: Account,
  password: string | null,
  field: string,
): Promise<void> {
  if (account.passwordHash === null) return
  if (password === null) throw new AppError('invalid_request', { problems: [{ field, code: 'required' }] })
  await checkPassword(account, password)
}

/**
 * Whether whoever opens a letter is the account's owner, and not only the mailbox's: somebody can give an account of theirs the
 * address of somebody else.
 * @param visitorId who is signed in on that browser
 * @throws AppError password_required; sign_in_to_confirm where there is no password; wrong_password; too_many_requests
 */
export async function proveByLetter(
  account: Account,
  visitorId: string | null,
  password: string | undefined,
): Promise<void> {
  if (visitorId === account.id) return
  if (account.passwordHash === null) throw new AppError('sign_in_to_confirm')
  if (password === undefined) throw new AppError('password_required')
  await checkPassword(account, password)
}

async function checkPassword({ id, passwordHash }: Account, password: string): Promise<void> {
  await limit(passwordCheckRule, id)
  if (!(await verifyPassword(passwordHash, password))) throw new AppError('wrong_password')
  await forgetLimit(passwordCheckRule, id)
}
