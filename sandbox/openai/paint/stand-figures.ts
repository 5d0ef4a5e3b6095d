import sharp from 'sharp'
import type { InputPicture } from '../checks/input-picture.ts'
import { n } from './art.ts'
import { type Figure, figureAlpha, findFigure } from './cut-out.ts'
import { fromSharp, type RawPicture, toSharp } from './raw-picture.ts'

/** More would be a crowd. */
const FIGURES_MAX = 5
const wearWords = /戴|帽|头上|\b(?:wear\w*|puts? on|hats?|caps?|crowns?)\b/
/** “图2 的帽子”, “the hat of image 2”: which input is put on. */
const namedHat =
  /(?:图|image)\s*(\d+)[^图\d]{0,6}(?:帽|头巾|皇冠|hat|cap|crown)|(?:hat|cap|crown)[^.,;]{0,12}image\s*(\d+)/

interface Place {
  /** Pixels of the result, before it is rounded. */
  left: number
  bottom: number
  height: number
}

/**
 * The inputs cut out of their plain backgrounds and stood on the scene's ground, side by side; of two, one is put on the other's head
 * where the prompt says so. Null where an input has a background of its own, or they are too many: then they are laid out as cards.
 */
export async function standFigures(
  scene: RawPicture,
  inputs: readonly InputPicture[],
  prompt: string,
): Promise<RawPicture | null> {
  if (inputs.length > FIGURES_MAX) return null
  const figures: Figure[] = []
  for (const { bytes } of inputs) {
    const figure = await findFigure(bytes).catch(() => null)
    if (!figure) return null
    figures.push(figure)
  }
  const places = wornPlaces(scene, figures, prompt) ?? rowPlaces(scene, figures)
  const layers = await Promise.all(
    inputs.map(async (input, index) => {
      const [figure, place] = [figures[index], places[index]]
      return figure && place ? cut(input, figure, place) : null
    }),
  )
  // What is worn comes last; else the order does not matter.
  const laid = layers.flatMap((layer) => layer ?? []).sort((one, other) => other.bottom - one.bottom)
  const shadows = laid.filter(({ bottom }) => bottom > scene.height * 0.85)
  const picture = toSharp(scene).composite([
    { input: Buffer.from(shadowSvg(scene, shadows)) },
    ...laid.map(({ input, left, top }) => ({ input, left, top })),
  ])
  return fromSharp(picture, scene.channels === 4)
}

function rowPlaces({ width, height }: RawPicture, figures: readonly Figure[]): Place[] {
  const cell = (width * 0.92) / figures.length
  const tallest = height * 0.66
  return figures.map((figure, index) => {
    const ratio = ratioOf(figure)
    const shownHeight = Math.min(tallest, (cell * 0.88) / ratio)
    const centre = width * 0.04 + cell * (index + 0.5)
    return { left: centre - (shownHeight * ratio) / 2, bottom: height * 0.94, height: shownHeight }
  })
}

/** Null where nothing is to be worn. */
function wornPlaces(scene: RawPicture, figures: readonly Figure[], prompt: string): Place[] | null {
  const text = prompt.toLowerCase()
  const [first, second] = figures
  if (!first || !second || figures.length > 2 || !wearWords.test(text)) return null
  const named = namedHat.exec(text)
  const number = Number(named?.[1] ?? named?.[2])
  const hatIsFirst = number === 1 || (number !== 2 && ratioOf(first) >= ratioOf(second))
  const [hat, wearer] = hatIsFirst ? [first, second] : [second, first]
  const { width, height } = scene
  const wearerHeight = Math.min(height * 0.68, (width * 0.8) / ratioOf(wearer))
  const wearerWidth = wearerHeight * ratioOf(wearer)
  const hatHeight = Math.min(height * 0.3, (wearerWidth * 0.72) / ratioOf(hat))
  const bottom = height * 0.95
  const worn: Place = {
    left: (width - wearerWidth) / 2 + wearerWidth * headCentre(wearer) - (hatHeight * ratioOf(hat)) / 2,
    bottom: bottom - wearerHeight * 0.86,
    height: hatHeight,
  }
  const wearing: Place = { left: (width - wearerWidth) / 2, bottom, height: wearerHeight }
  return hatIsFirst ? [worn, wearing] : [wearing, worn]
}

/** Where the middle of a figure's upper part is, from the left of the figure, as a share of its width. */
function headCentre({ alpha, width, height, box }: Figure): number {
  const top = Math.round(box.top * height)
  const bottom = Math.round((box.top + box.height * 0.35) * height)
  let [sum, count] = [0, 0]
  for (let at = top * width; at < bottom * width; at++) {
    if (alpha[at] === 0) continue
    sum += at % width
    count += 1
  }
  return count === 0 ? 0.5 : (sum / count / width - box.left) / box.width
}

/** Width over height of the figure itself. */
function ratioOf({ box, width, height }: Figure): number {
  return (box.width * width) / (box.height * height)
}

async function cut(input: InputPicture, figure: Figure, place: Place) {
  const { box } = figure
  const upright = await sharp(input.bytes)
    .autoOrient()
    .removeAlpha()
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true })
  const whole = {
    width: Math.max(1, Math.round((place.height * ratioOf(figure)) / box.width)),
    height: Math.max(1, Math.round(place.height / box.height)),
  }
  const alpha = await figureAlpha(figure, whole)
  const region = {
    left: Math.floor(box.left * whole.width),
    top: Math.floor(box.top * whole.height),
    width: Math.max(1, Math.min(whole.width, Math.round(box.width * whole.width))),
    height: Math.max(1, Math.min(whole.height, Math.round(box.height * whole.height))),
  }
  const colours = await sharp(upright.data)
    .resize(whole.width, whole.height, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer()
  // In two steps: one pipeline would cut before it joins.
  const joined = await sharp(colours, { raw: { ...whole, channels: 3 } })
    .joinChannel(alpha, { raw: { ...whole, channels: 1 } })
    .raw()
    .toBuffer()
  const bytes = await sharp(joined, { raw: { ...whole, channels: 4 } })
    .extract(within(region, whole))
    .png({ compressionLevel: 1 })
    .toBuffer()
  const bottom = Math.round(place.bottom)
  const top = Math.max(0, Math.round(place.bottom - place.height))
  return { input: bytes, left: Math.max(0, Math.round(place.left)), top, bottom, width: region.width }
}

function within<Box extends { left: number; top: number; width: number; height: number }>(
  box: Box,
  whole: { width: number; height: number },
): Box {
  return {
    ...box,
    width: Math.min(box.width, whole.width - box.left),
    height: Math.min(box.height, whole.height - box.top),
  }
}

function shadowSvg(
  { width, height }: RawPicture,
  figures: readonly { left: number; bottom: number; width: number }[],
): string {
  const shadows = figures.map(
    (figure) =>
      `<ellipse cx="${n(figure.left + figure.width / 2)}" cy="${n(figure.bottom)}" rx="${n(figure.width * 0.46)}" ry="${n(height * 0.018)}" fill="#10131c" fill-opacity="0.2"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shadows.join('')}</svg>`
}
