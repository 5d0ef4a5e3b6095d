/** @throws where the browser does not allow it */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}

/**
 * Copies a picture as PNG, which is all that clipboards take. The file is handed over as a promise, at once: Safari allows it only
 * in the moment of the click.
 * @throws where the browser cannot
 */
export async function copyPicture(imageId: string): Promise<void> {
  const png = fetch(`/api/images/${imageId}/download?format=png`).then((response) => {
    if (!response.ok) throw new Error(`the picture did not come: ${response.status}`)
    return response.blob()
  })
  // Else nobody hears of a failure when there is no ClipboardItem.
  png.catch(() => undefined)
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
}
