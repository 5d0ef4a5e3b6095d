import sharp from 'sharp'

/** Of the long edge, in pixels. components/ui/picture-sources.ts tells browsers of both. */
export const PREVIEW_EDGE_MAX = 1024
export const THUMBNAIL_EDGE_MAX = 512
const PLACEHOLDER_EDGE = 16

/**
 * Two WebPs for pages, the preview (long edge at most 1024 px) and the thumbnail (512 px) for where many hang, and a data URL of some
 * hundred bytes to stand in until they are there.
 */
export async function makePreview(
  original: Uint8Array,
): Promise<{ preview: Uint8Array; thumbnail: Uint8Array; placeholder: string }> {
  const source = sharp(original).rotate()
  const fitted = (edge: number, quality: number) =>
    source
      .clone()
      .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality, effort: 3 })
      .toBuffer()
  const [preview, thumbnail, tiny] = await Promise.all([
    fitted(PREVIEW_EDGE_MAX, 82),
    fitted(THUMBNAIL_EDGE_MAX, 72),
    source
      .clone()
      .resize(PLACEHOLDER_EDGE, PLACEHOLDER_EDGE, { fit: 'inside' })
      .webp({ quality: 40 })
      .toBuffer(),
  ])
  return { preview, thumbnail, placeholder: `data:image/webp;base64,${tiny.toString('base64')}` }
}
