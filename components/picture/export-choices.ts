/** As the server takes them (lib/images/export-picture.ts). */
export const exportFormats = ['png', 'jpeg', 'webp', 'avif'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Names are the same in every language. */
export const formatNames: Record<ExportFormat, string> = {
  png: 'PNG',
  jpeg: 'JPEG',
  webp: 'WebP',
  avif: 'AVIF',
}

const edges = [2048, 1024, 512]

export interface ExportSize {
  /** The longest edge in pixels; null: as large as the original. */
  edgePx: number | null
  width: number
  height: number
}

/** The whole size, and the smaller ones that there are: nothing is enlarged. */
export function exportSizes(width: number, height: number): ExportSize[] {
  const longest = Math.max(width, height)
  return [
    { edgePx: null, width, height },
    ...edges
      .filter((edgePx) => edgePx < longest)
      .map((edgePx) => ({
        edgePx,
        width: Math.max(1, Math.round((width * edgePx) / longest)),
        height: Math.max(1, Math.round((height * edgePx) / longest)),
      })),
  ]
}

/** Files as they are stored: `original` is what the model answered, `composed` the same with its unpainted parts put back. */
export type StoredFile = 'original' | 'composed'

export function storedFileOf(image: { isComposed: boolean }): StoredFile {
  return image.isComposed ? 'composed' : 'original'
}

export function downloadHref(
  imageId: string,
  format: ExportFormat | StoredFile = 'original',
  edgePx?: number | null,
): string {
  return `/api/images/${imageId}/download?format=${format}${edgePx ? `&edge=${edgePx}` : ''}`
}
