import sharp from 'sharp'
import { type InputPicture, unreadable } from '../checks/input-picture.ts'
import { n } from './art.ts'
import { fromSharp, type RawPicture, toSharp } from './raw-picture.ts'

interface Card {
  bytes: Buffer
  left: number
  top: number
  width: number
  height: number
}

/** Every input, whole, as a card with a white border on the scene, in rows from the upper left. */
export async function arrangePanels(scene: RawPicture, inputs: readonly InputPicture[]): Promise<RawPicture> {
  const { width, height } = scene
  const columns = bestColumns(inputs.length, width / height)
  const rows = Math.ceil(inputs.length / columns)
  const cellWidth = (width * 0.86) / columns
  const cellHeight = (height * 0.86) / rows
  const gap = Math.min(cellWidth, cellHeight) * 0.1
  const cards = await Promise.all(
    inputs.map(async (input, i) => {
      const inRow = Math.min(columns, inputs.length - Math.floor(i / columns) * columns)
      const centreX = width / 2 + ((i % columns) - (inRow - 1) / 2) * cellWidth
      const centreY = height * 0.07 + (Math.floor(i / columns) + 0.5) * cellHeight
      return makeCard(input, centreX, centreY, cellWidth - gap, cellHeight - gap)
    }),
  )
  const border = Math.max(2, gap * 0.22)
  const frames = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${cards.map((card) => frame(card, border)).join('')}</svg>`,
  )
  const laid = toSharp(scene).composite([
    { input: frames },
    ...cards.map(({ bytes, left, top }) => ({ input: bytes, left, top })),
  ])
  return fromSharp(laid, scene.channels === 4)
}

async function makeCard(
  input: InputPicture,
  x: number,
  y: number,
  width: number,
  height: number,
): Promise<Card> {
  const { data, info } = await sharp(input.bytes)
    .autoOrient()
    .resize(Math.max(1, Math.floor(width)), Math.max(1, Math.floor(height)), { fit: 'inside' })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw unreadable(input.name)
    })
  const left = Math.max(0, Math.round(x - info.width / 2))
  const top = Math.max(0, Math.round(y - info.height / 2))
  return { bytes: data, left, top, width: info.width, height: info.height }
}

function frame({ left, top, width, height }: Card, border: number): string {
  const box = (grow: number, drop: number) =>
    `x="${n(left - grow)}" y="${n(top - grow + drop)}" width="${n(width + grow * 2)}" height="${n(height + grow * 2)}" rx="${n(border * 0.6)}"`
  const shadow = [2.6, 2, 1.5].map(
    (grow) => `<rect ${box(border * grow, border)} fill="#10131c" fill-opacity="0.08"/>`,
  )
  return `${shadow.join('')}<rect ${box(border, 0)} fill="#fdfcf8"/>`
}

/** The number of columns whose cells come nearest to squares. */
function bestColumns(count: number, aspect: number): number {
  let best = 1
  let bestScore = 0
  for (let columns = 1; columns <= count; columns++) {
    const score = Math.min(aspect / columns, 1 / Math.ceil(count / columns))
    if (score > bestScore) [best, bestScore] = [columns, score]
  }
  return best
}
