/** What the browser is told of stored inputs. Times are ISO 8601 in UTC. */

export interface UploadView {
  id: string
  /** A mask is a PNG whose transparent pixels mean "repaint here". */
  kind: 'picture' | 'mask'
  /** As its user's file was named. */
  name: string
  /** As stored, which is as it is sent to providers. Pixels are counted after orientation. */
  mediaType: 'image/png' | 'image/jpeg'
  width: number
  height: number
  sizeBytes: number
  hasAlpha: boolean
  /** A data URL of some hundred bytes. */
  placeholder: string
  /** What came, so that the page can say what was scaled down to what. */
  sent: { mediaType: string; width: number; height: number; sizeBytes: number }
  /** The image of ours that it was taken from. */
  sourceImageId: string | null
  /** The upload it was cropped or padded from; for a mask, the picture that it was painted on. */
  sourceUploadId: string | null
  /** When it goes if nobody uses it before; null while a job works from it. */
  expiresAt: string | null
}
