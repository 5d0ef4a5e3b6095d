const YEAR_SECONDS = 31_536_000

/** A preference that the server must know before it draws (language, theme), so not localStorage. */
export function keepPreference(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=${YEAR_SECONDS};samesite=lax`
}

export function forgetPreference(name: string): void {
  document.cookie = `${name}=;path=/;max-age=0;samesite=lax`
}
