import { ask } from '#components/queries/api.ts'

/** @throws where the browser does not allow it */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}

/**
 * Copies a picture as PNG, which is all that clipboards take. The file is handed over as a promise, at once: Safari allows it only
 * in the moment of the click.
 * @throws ApiError when the picture does not come, something else where the browser cannot
 */
export async function copyPicture(imageId: string): Promise<void> {
  const png = ask(`/api/images/${imageId}/download?format=png`).then((answer) => answer.blob())
  // Else nobody hears of a failure when there is no ClipboardItem.
  png.catch(() => undefined)
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
  } catch (error) {
    // Clipboards say nothing of why it did not come.
    await png
    throw error
  }
}
