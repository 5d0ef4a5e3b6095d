import { ApiError, apiErrorOf } from '#components/queries/api.ts'
import type { UploadView } from '#lib/uploads/view.ts'

/** Tells how much of it is sent, from 0 to 1; what stays at 1 is being looked at by the server. */
export type OnShare = (share: number) => void

/**
 * Sends one file, or a mask for a picture. Not `fetch`: it does not tell how much of a body is sent.
 * @throws ApiError, or what the signal was aborted with
 */
export function sendUpload(
  path: string,
  file: Blob,
  onShare: OnShare,
  signal: AbortSignal,
): Promise<UploadView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open('POST', path)
    // The server looks at the bytes: a name or a type that a system made of it says little.
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onShare(total > 0 ? loaded / total : 0),
    )
    request.upload.addEventListener('load', () => onShare(1))
    request.addEventListener('load', () => {
      const { status, responseText } = request
      const upload = status < 300 ? uploadIn(responseText) : null
      if (upload) resolve(upload)
      else if (status < 300) reject(new ApiError('network'))
      else {
        const retryAfter = request.getResponseHeader('retry-after')
        const headers: HeadersInit = retryAfter ? { 'retry-after': retryAfter } : {}
        apiErrorOf(new Response(responseText, { status, headers })).then(reject, reject)
      }
    })
    request.addEventListener('error', () => reject(new ApiError('network')))
    request.addEventListener('abort', () => reject(signal.reason))
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort))
    signal.addEventListener('abort', abort)
    if (signal.aborted) reject(signal.reason)
    else request.send(file)
  })
}

/** Where a picture of this name is sent to. */
export function uploadPath(name: string): string {
  return `/api/uploads?name=${encodeURIComponent(name.slice(0, 200))}`
}

/** Our own server's answer, same build; null where something in between answered. */
function uploadIn(text: string): UploadView | null {
  try {
    return (JSON.parse(text) as { upload?: UploadView }).upload ?? null
  } catch {
    return null
  }
}
