/** `2026-11-22 14:05 UTC`: a letter does not know its reader's time zone. */
export function utcText(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
