import { hash, verify } from '@node-rs/argon2'

/** Argon2id with OWASP's first choice of parameters; the library's defaults today, pinned here so that an update is seen. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hash of a password that nobody knows, made with the same parameters. */
const unknownUserHash =
  '$argon2id$v=19$m=19456,t=2,p=1$X4FNUimYwrpoJuj8hTawTA$MRCJWXblcYIeu3Co59QEtF8jiBNegm2l7L0x+TMzTEE'

/** About 20 ms of one core, off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

/** Takes as long for an account that does not exist (`undefined`) or has no password (`null`) as for one that has. */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const matches = await verify(passwordHash ?? unknownUserHash, password.normalize('NFKC'))
  return matches && typeof passwordHash === 'string'
}
