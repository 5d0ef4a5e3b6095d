import type { Size } from '#lib/catalog/model.ts'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import { type LandingPictureName, landingPictures } from './landing-pictures.ts'

export type WorkKind = 'Text' | 'Image' | 'Many' | 'Mask'

export interface Work {
  kind: WorkKind
  /** None where words alone went in. */
  inputs: readonly LandingPictureName[]
  result: LandingPictureName
  masked: boolean
}

export const works: readonly Work[] = [
  { kind: 'Text', inputs: [], result: 'pagoda', masked: false },
  { kind: 'Image', inputs: ['hills'], result: 'hills-winter', masked: false },
  { kind: 'Many', inputs: ['tower', 'stems', 'carp'], result: 'triptych', masked: false },
  { kind: 'Mask', inputs: ['sea-mask'], result: 'sea-shore', masked: true },
]

export const workModelId = 'gpt-image-2.6-flare'
export const workQuality = 'high'

export function workSize(work: Work): Size {
  const { width, height } = landingPictures[work.result]
  return `${width}x${height}`
}

/** What the picture of this work costs today, in credits: the same function that charges for it. */
export function workCredits(work: Work, markupBps: number): number | null {
  const model = findModel(workModelId)
  if (!model) return null
  const params = { ...defaultParams(model), size: workSize(work), quality: workQuality } as const
  const inputs = work.inputs.map((name) => landingPictures[name])
  return quoteImage({ model, params, promptCharacters: 0, inputs, mask: work.masked, markupBps })
}
