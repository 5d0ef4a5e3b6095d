import type { PictureView } from '#lib/library/view.ts'

/** A picture as tests of the wall need one: its prompt is its id. */
export function testPicture(id: string, width = 1024, height = 1024): PictureView {
  return {
    id,
    jobId: 'job',
    index: 0,
    model: 'gpt-image-1',
    operation: 'generate',
    prompt: id,
    params: { size: `${width}x${height}`, quality: 'low', partialImages: 0 },
    madeAt: '2026-11-22T00:00:00.000Z',
    costCredits: 1,
    width,
    height,
    mediaType: 'image/png',
    sizeBytes: 1,
    placeholder: null,
    hasPreview: true,
    favourite: false,
    folderId: null,
    deletedAt: null,
    colours: [],
  }
}
