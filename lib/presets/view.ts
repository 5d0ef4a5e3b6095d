import type { ImageParams } from '#lib/catalog/params.ts'

/** All settings of the studio's form but the prompt, under a name of the user's. */
export interface PresetView {
  id: string
  name: string
  /** Null where they cannot be read any more. */
  settings: PresetSettings | null
}

export interface PresetSettings {
  model: string
  n: number
  params: ImageParams
}

/** A piece of prompt that its user wants at hand. */
export interface SnippetView {
  id: string
  text: string
}
