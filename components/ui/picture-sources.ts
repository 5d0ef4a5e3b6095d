/** The long edges that lib/images/make-preview.ts makes, in pixels. */
export const PREVIEW_EDGE = 1024
export const THUMBNAIL_EDGE = 512

export interface PictureSources {
  src: string
  srcSet?: string
}

/** Where a browser finds a delivered image, and in which widths, so that it fetches no more than it shows. */
export function pictureSources(image: {
  id: string
  hasPreview: boolean
  /** Of the original, in pixels. */
  width: number
  height: number
}): PictureSources {
  const file = `/api/images/${image.id}/file?variant=`
  // Until there is one, the picture itself comes under this name.
  if (!image.hasPreview) return { src: `${file}preview` }
  const widthAt = (edge: number) =>
    Math.round(image.width * Math.min(1, edge / Math.max(image.width, image.height)))
  const thumbnail = widthAt(THUMBNAIL_EDGE)
  const preview = widthAt(PREVIEW_EDGE)
  if (thumbnail === preview) return { src: `${file}preview` }
  return {
    src: `${file}preview`,
    srcSet: `${file}thumbnail ${thumbnail}w, ${file}preview ${preview}w`,
  }
}
