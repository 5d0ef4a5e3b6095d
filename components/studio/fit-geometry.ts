type Edges = { width: number; height: number }

/** Shares of the picture's own edges, from 0 to 1. */
export type CropBox = Edges & { left: number; top: number }

/** The largest box of a shape inside a picture, centred as near to a point as it can be. */
export function cropBox(picture: Edges, shape: Edges, x: number, y: number): CropBox {
  const scale = Math.min(picture.width / shape.width, picture.height / shape.height)
  const width = (shape.width * scale) / picture.width
  const height = (shape.height * scale) / picture.height
  return { left: begin(x, width), top: begin(y, height), width, height }
}

function begin(centre: number, share: number): number {
  return Math.min(Math.max(centre - share / 2, 0), 1 - share)
}

/** What becomes of it, in whole pixels. */
export function outcomeOf(
  picture: Edges,
  shape: Edges,
  mode: 'crop' | 'pad',
  edgeMax = Number.POSITIVE_INFINITY,
): Edges {
  const ratios = [picture.width / shape.width, picture.height / shape.height]
  const scale = mode === 'crop' ? Math.min(...ratios) : Math.max(...ratios)
  const long = Math.max(shape.width, shape.height) * scale
  const shrink = Math.min(1, edgeMax / long)
  return {
    width: Math.max(1, Math.round(shape.width * scale * shrink)),
    height: Math.max(1, Math.round(shape.height * scale * shrink)),
  }
}
