import { type OnShare, sendUpload } from '#components/inputs/send-upload.ts'
import type { UploadView } from '#lib/uploads/view.ts'

/** What a file of a picture is called, with something added before the ending. */
export function fileName(picture: UploadView, ending: string): string {
  return `${picture.name.replace(/\.[^.]*$/, '').slice(0, 150)}-${ending}.png`
}

/** Uploads a mask for a picture. @throws ApiError, or what the signal was aborted with */
export function sendMask(
  file: Blob,
  picture: UploadView,
  onShare: OnShare,
  signal: AbortSignal,
): Promise<UploadView> {
  const query = new URLSearchParams({ kind: 'mask', for: picture.id, name: fileName(picture, 'mask') })
  return sendUpload(`/api/uploads?${query}`, file, onShare, signal)
}
