import type { UploadView } from '#lib/uploads/view.ts'

/** Where a browser finds an input: as it was sent, or small. A mask is never made small: its edge is what matters. */
export function fileHref({ id, kind }: UploadView, variant: 'picture' | 'thumbnail' = 'picture'): string {
  return `/api/uploads/${id}/file?variant=${kind === 'mask' ? 'picture' : variant}`
}

export function dimensionsText({ width, height }: { width: number; height: number }): string {
  return `${width} × ${height}`
}

/** It was scaled down, cut or turned before it was stored: what came had other dimensions. */
export function isScaled({ sent, width, height }: UploadView): boolean {
  return sent.width !== width || sent.height !== height
}
