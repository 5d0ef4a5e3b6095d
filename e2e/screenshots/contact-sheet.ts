import sharp from 'sharp'

const HEIGHT = 900
const GAP = 16

/** The pictures of one page side by side, all of one height, so that eight views are seen at a glance. @returns a PNG */
export async function contactSheet(files: readonly string[]): Promise<Uint8Array> {
  const tiles = await Promise.all(
    files.map(async (file) => {
      // A long page is cut: its upper part is what a sheet is for.
      const { width, height } = await sharp(file).metadata()
      const shown = Math.min(height, width * 2.4)
      return sharp(file)
        .extract({ left: 0, top: 0, width, height: Math.round(shown) })
        .resize({ height: HEIGHT })
        .png()
        .toBuffer({ resolveWithObject: true })
    }),
  )
  let left = GAP
  const placed = tiles.map(({ data, info }) => {
    const tile = { input: data, left, top: GAP }
    left += info.width + GAP
    return tile
  })
  return sharp({ create: { width: left, height: HEIGHT + 2 * GAP, channels: 3, background: '#8a8479' } })
    .composite(placed)
    .png({ palette: true })
    .toBuffer()
}
