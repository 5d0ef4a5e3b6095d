/** As long as a browser may take to read it. */
const KEPT_MS = 60_000

/** Hands a file that was made here to the browser to keep. */
export function saveBlob(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.hidden = true
  // In the dialog: all else is inert while it is open.
  const place = document.querySelector('dialog[open]') ?? document.body
  place.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
