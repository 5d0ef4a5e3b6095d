const NAME_MAX = 120

/** A file's name as its sender's browser tells it, without folders, and without what would make it look like another one. */
export function uploadName(sent: string): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const printable = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim()
  // By code points, so that none is cut in half.
  return [...printable].slice(0, NAME_MAX).join('') || 'picture'
}
