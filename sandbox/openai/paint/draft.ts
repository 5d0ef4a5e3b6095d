import { fromSharp, type RawPicture, toSharp } from './raw-picture.ts'

/** A less finished version for a partial preview: the first ones have the least detail. Same dimensions. */
export async function makeDraft(raw: RawPicture, index: number, count: number): Promise<RawPicture> {
  const left = count - index
  const width = Math.max(8, Math.round(raw.width / (6 * 2 ** left)))
  const height = Math.max(8, Math.round(raw.height / (6 * 2 ** left)))
  const alpha = raw.channels === 4
  const small = await fromSharp(toSharp(raw).resize(width, height, { fit: 'fill', kernel: 'cubic' }), alpha)
  const washed = toSharp(small).modulate({ saturation: 1 - 0.15 * left, brightness: 1 + 0.03 * left })
  return fromSharp(washed.resize(raw.width, raw.height, { fit: 'fill', kernel: 'cubic' }), alpha)
}
