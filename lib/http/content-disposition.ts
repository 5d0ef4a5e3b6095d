/** RFC 8187's attr-char: what need not be escaped in an extended parameter. `encodeURIComponent` leaves a few more. */
function extended(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/**
 * The header that names a file (RFC 6266): `filename*` in UTF-8 for every browser of today, `filename` for the rest.
 * @param names.plainName ASCII without quotes and backslashes
 */
export function contentDisposition(
  kind: 'inline' | 'attachment',
  names: { fileName: string; plainName: string },
): string {
  return `${kind}; filename="${names.plainName}"; filename*=UTF-8''${extended(names.fileName)}`
}
