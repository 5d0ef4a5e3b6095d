const KEY = 'huafang.pending-email'

/** The address somebody is signing up with, for the next pages of this tab; it is nobody else's business, so not in the URL. */
export function keepPendingEmail(email: string): void {
  try {
    sessionStorage.setItem(KEY, email)
  } catch {
    // Storage may be full or forbidden: then the next pages do without the address.
  }
}

export function readPendingEmail(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

export function forgetPendingEmail(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // What could not be kept need not be forgotten.
  }
}
