import sharp from 'sharp'
import type { EditRequest } from '../checks/edit-request.ts'
import { type InputPicture, unreadable } from '../checks/input-picture.ts'
import type { Dimensions } from '../checks/size.ts'
import { arrangePanels } from './arrange-panels.ts'
import { drawLines } from './draw-lines.ts'
import { mannerOf } from './manner.ts'
import { type Area, editedArea, fillArea, maskAlpha } from './mask-area.ts'
import { paint } from './paint.ts'
import { fromSharp, type RawPicture } from './raw-picture.ts'
import { repaint } from './repaint.ts'
import { standFigures } from './stand-figures.ts'
import { paintStorybook } from './storybook.ts'

/**
 * The picture of an edit. With a mask (or markup, or the holes of a DALL·E 2 input) only pixels inside it change.
 * Without one, a single input is made anew as a whole, and several come together in a painted scene.
 */
export async function editPicture(request: EditRequest, index: number): Promise<RawPicture> {
  const [first, ...others] = request.images
  if (first === undefined) throw unreadable('image')
  const transparent = request.background === 'transparent'
  const alpha = await alphaOfEdit(request, first)
  if (alpha === null && others.length === 0) {
    return remake(request, first, index)
  }
  if (alpha === null) return layOut(request, request.images, request.size, index, transparent)
  const base = await fitInput(first, request.size, transparent)
  const area = editedArea(alpha, request.size)
  if (area === null) return base
  const filling =
    others.length === 0
      ? await paint({ ...orderFor(request, area, index, false), closeUp: true })
      : await layOut(request, others, area, index, false)
  fillArea(base, filling, alpha, area)
  return base
}

/** A single input as a whole, in the manner that the prompt asks for. */
async function remake(request: EditRequest, input: InputPicture, index: number): Promise<RawPicture> {
  const fitted = await fitInput(input, request.size, request.background === 'transparent')
  const order = orderFor(request, request.size, index, false)
  const manner = mannerOf(request.prompt)
  if (manner === 'lines') return drawLines(fitted)
  return manner === 'storybook' ? paintStorybook(fitted, input, order) : repaint(fitted, order)
}

/** Several inputs in one scene: figures on plain backgrounds stand in it, whole pictures lie on it as cards. */
async function layOut(
  request: EditRequest,
  inputs: readonly InputPicture[],
  size: Dimensions | Area,
  index: number,
  transparent: boolean,
): Promise<RawPicture> {
  const scene = await paint({ ...orderFor(request, size, index, transparent), ground: true })
  return (await standFigures(scene, inputs, request.prompt)) ?? arrangePanels(scene, inputs)
}

/** 255 keeps a pixel, 0 repaints it; as large as the output. Null where nothing says what to keep. */
async function alphaOfEdit(request: EditRequest, first: InputPicture): Promise<Buffer | null> {
  if (request.mask !== null) return maskAlpha(request.mask, request.size, false)
  // Strokes of a markup show where; what is left transparent stays.
  if (request.markup !== null) return maskAlpha(request.markup, request.size, true)
  return request.model.inputs?.square ? maskAlpha(first, request.size, false) : null
}

/**
 * The first input at the output's size: turned upright, `cover` from the centre, Lanczos 3. The very same pixels where
 * the sizes are equal. Transparent parts become white, unless the answer may be transparent.
 */
async function fitInput(
  input: InputPicture,
  { width, height }: Dimensions,
  alpha: boolean,
): Promise<RawPicture> {
  let picture = sharp(input.bytes).autoOrient()
  if (!alpha) picture = picture.flatten({ background: '#ffffff' })
  if (input.dimensions.width !== width || input.dimensions.height !== height)
    picture = picture.resize(width, height, { fit: 'cover', kernel: 'lanczos3' })
  return fromSharp(picture, alpha).catch(() => {
    throw unreadable(input.name)
  })
}

function orderFor(
  request: EditRequest,
  { width, height }: Dimensions | Area,
  index: number,
  transparent: boolean,
) {
  const { prompt, quality, images } = request
  // The inputs take part in the seed, so that an edit of our own picture does not paint it again.
  const model = `edit ${images.map((image) => image.bytes.length).join(' ')} ${request.model.id}`
  return { model, prompt, width, height, quality, index, transparent }
}
