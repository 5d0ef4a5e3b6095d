import sharp from 'sharp'
import type { Quality } from '#lib/catalog/model.ts'
import { hashText } from '../hash.ts'
import { Art } from './art.ts'
import { type Choice, chooseScene, namesFish, type SceneName } from './choose-scene.ts'
import { addGrain } from './grain.ts'
import { paintAnimal } from './motifs/animals.ts'
import { paintBoat } from './motifs/boat.ts'
import { paintCrane } from './motifs/crane.ts'
import { paintPagoda } from './motifs/pagoda.ts'
import { fromSharp, type RawPicture } from './raw-picture.ts'
import { paintBotanical } from './scenes/botanical.ts'
import { paintCity } from './scenes/city.ts'
import { paintHills } from './scenes/hills.ts'
import { paintMountains } from './scenes/mountains.ts'
import { paintNight } from './scenes/night.ts'
import { paintKoiCloseUp, paintPond } from './scenes/pond.ts'
import { paintRibbons } from './scenes/ribbons.ts'
import { paintWaves } from './scenes/waves.ts'

export interface PaintOrder {
  model: string
  prompt: string
  width: number
  height: number
  quality: Quality
  /** Which of the n pictures. */
  index: number
  transparent: boolean
  /** A ground for figures that come from elsewhere: the scene that the prompt names, or hills, without a figure of its own. */
  ground?: boolean
  /** A part of another picture: what the prompt names fills it. */
  closeUp?: boolean
}

/** Paint a scene and answer the height of its ground, in pixels from the top. */
const scenes: Record<SceneName, (art: Art) => number> = {
  mountains: paintMountains,
  hills: paintHills,
  waves: paintWaves,
  night: paintNight,
  botanical: paintBotanical,
  city: paintCity,
  ribbons: paintRibbons,
  pond: paintPond,
}

const details: Record<Quality, number> = {
  low: 0.3,
  standard: 0.65,
  medium: 0.65,
  high: 0.9,
  hd: 0.95,
  xhigh: 0.97,
  max: 1,
}

/**
 * The picture of a prompt: the same order gives the same pixels. Magic words do not change it. Transparent pictures
 * are a round window with nothing around it.
 */
export async function paint(order: PaintOrder): Promise<RawPicture> {
  const { art, choice } = startArt(order)
  if (order.closeUp && namesFish(order.prompt)) paintKoiCloseUp(art)
  else {
    const ground = scenes[order.ground && !choice.isNamed ? 'hills' : choice.scene](art)
    // In the round window the figure stands in the middle, or the edge would cut it.
    const foot = order.transparent ? Math.min(ground, order.height * 0.86) : ground
    if (!order.ground) paintMotif(art, choice, foot, order.transparent)
  }
  const raw = await fromSharp(sharp(Buffer.from(art.toSvg(order.transparent))), order.transparent)
  addGrain(raw, 6)
  return raw
}

/** An empty sheet in the colours of the order's prompt, and what belongs on it. */
export function startArt(order: PaintOrder): { art: Art; choice: Choice } {
  const { width, height, quality, index } = order
  const prompt = order.prompt.replace(/\[\[[^\]]{1,40}\]\]/g, '').trim()
  const seed = hashText(`${order.model} ${prompt}`)
  const choice = chooseScene(prompt, seed, index)
  const art = new Art({
    width,
    height,
    palette: choice.palette,
    detail: details[quality],
    seed: `${seed} ${index}`,
  })
  return { art, choice }
}

/** The animal, crane, boat or pagoda that the prompt names. `ground` in pixels from the top. */
export function paintMotif(art: Art, { motif, scene }: Choice, ground: number, centred = false): void {
  const { width, height, unit } = art
  const dice = art.dice('motif')
  const x = width * (centred ? 0.5 : dice.chance(0.5) ? dice.between(0.3, 0.42) : dice.between(0.58, 0.7))
  if (motif === 'cat' || motif === 'fox' || motif === 'rabbit')
    paintAnimal(art, motif, x, ground, dice.between(330, 390) * unit)
  if (motif === 'crane')
    for (let i = 0; i < 3; i++)
      paintCrane(
        art,
        width * (0.24 + 0.26 * i + dice.between(-0.05, 0.05)),
        height * dice.between(0.24, 0.46),
        (250 - i * 62) * unit,
        dice.chance(0.5),
      )
  if (motif === 'boat') paintBoat(art, x, height * (scene === 'waves' ? 0.72 : 0.9), 190 * unit)
  if (motif === 'pagoda') paintPagoda(art, x, height * (scene === 'hills' ? 0.8 : 0.87), 420 * unit)
}
