import sharp from 'sharp'

export const PREVIEW_EDGE_MAX = 1024
const PLACEHOLDER_EDGE = 16

/** A WebP for pages (long edge at most 1024 px) and a data URL of some hundred bytes to stand in until it is there. */
export async function makePreview(
  original: Uint8Array,
): Promise<{ preview: Uint8Array; placeholder: string }> {
  const source = sharp(original).rotate()
  const [preview, tiny] = await Promise.all([
    source
      .clone()
      .resize(PREVIEW_EDGE_MAX, PREVIEW_EDGE_MAX, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82, effort: 3 })
      .toBuffer(),
    source
      .clone()
      .resize(PLACEHOLDER_EDGE, PLACEHOLDER_EDGE, { fit: 'inside' })
      .webp({ quality: 40 })
      .toBuffer(),
  ])
  return { preview, placeholder: `data:image/webp;base64,${tiny.toString('base64')}` }
}
