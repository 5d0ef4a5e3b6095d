import sharp from 'sharp'

const edge = 1024
/** Everything above the horizon, bar the tip of a sail: as somebody would brush it. */
const sky = `<path d="M0 0H1024V446H0Z" fill="#fff"/><path d="M230 452V424h8l1 9 15 19Z" fill="#000"/>`

/** Brightness is what the brush covered; the edge is soft, as a brush's is. */
function strokes(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}"><rect width="100%" height="100%"/>${sky}</svg>`
  return sharp(Buffer.from(svg)).removeAlpha().extractChannel(0).blur(0.8).raw().toBuffer()
}

/** The mask as the API wants it: transparent where the brush was. */
export async function skyMask(): Promise<Buffer> {
  const covered = await strokes()
  return sheet([0, 0, 0], (at) => 255 - (covered[at] ?? 0))
}

/** The picture with the mask laid over it, tinted and hatched, as people see it while they brush. */
export async function withMaskShown(picture: Buffer): Promise<Buffer> {
  const covered = await strokes()
  const veil = await sheet([179, 50, 31], (at) => {
    const onLine = ((at % edge) + Math.floor(at / edge)) % 26 < 4
    return Math.round((covered[at] ?? 0) * (onLine ? 0.62 : 0.3))
  })
  return sharp(picture)
    .composite([{ input: veil }])
    .png()
    .toBuffer()
}

/** One colour as thick as `alpha` says for each pixel. */
function sheet(colour: readonly [number, number, number], alpha: (at: number) => number): Promise<Buffer> {
  const pixels = Buffer.alloc(edge * edge * 4)
  for (let at = 0; at < edge * edge; at++) pixels.set([...colour, alpha(at)], at * 4)
  return sharp(pixels, { raw: { width: edge, height: edge, channels: 4 } })
    .png()
    .toBuffer()
}
