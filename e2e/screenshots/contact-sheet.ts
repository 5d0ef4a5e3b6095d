import sharp from 'sharp'

const COLUMNS = 4
const WIDTH = 380
const HEIGHT_MAX = 760
const GAP = 12

/** The pictures of one page in rows of four, all of one width, so that eight views are seen at a glance. @returns a PNG */
export async function contactSheet(files: readonly string[]): Promise<Uint8Array> {
  const tiles = await Promise.all(
    files.map(async (file) => {
      const { width, height } = await sharp(file).metadata()
      // A long page is cut: its upper part is what a sheet is for.
      const shown = Math.min(height, Math.round((width * HEIGHT_MAX) / WIDTH))
      return sharp(file)
        .extract({ left: 0, top: 0, width, height: shown })
        .resize({ width: WIDTH })
        .png()
        .toBuffer({ resolveWithObject: true })
    }),
  )
  let top = GAP
  const placed: { input: Buffer; left: number; top: number }[] = []
  for (let first = 0; first < tiles.length; first += COLUMNS) {
    const row = tiles.slice(first, first + COLUMNS)
    for (const [column, { data }] of row.entries()) {
      placed.push({ input: data, left: GAP + column * (WIDTH + GAP), top })
    }
    top += Math.max(...row.map(({ info }) => info.height)) + GAP
  }
  const width = GAP + COLUMNS * (WIDTH + GAP)
  return sharp({ create: { width, height: top, channels: 3, background: '#8a8479' } })
    .composite(placed)
    .png({ palette: true })
    .toBuffer()
}
