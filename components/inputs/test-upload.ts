import type { UploadView } from '#lib/uploads/view.ts'

/** An upload as the server would tell of it, for tests. */
export function testUpload(id: string, changes: Partial<UploadView> = {}): UploadView {
  return {
    id,
    kind: 'picture',
    name: `${id}.png`,
    mediaType: 'image/png',
    width: 1024,
    height: 1024,
    sizeBytes: 1_000_000,
    hasAlpha: false,
    placeholder: 'data:,',
    sent: { mediaType: 'image/png', width: 1024, height: 1024, sizeBytes: 1_000_000 },
    sourceImageId: null,
    sourceUploadId: null,
    expiresAt: null,
    ...changes,
  }
}
