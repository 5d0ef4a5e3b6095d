import type { Model } from '#lib/catalog/model.ts'
import { findModel, models } from '#lib/catalog/models.ts'
import { modelNotFound } from './api-error.ts'
import type { Settings } from './settings.ts'

/** A model under the name it is listed by: its id or the id of a snapshot. */
export interface ListedModel {
  id: string
  model: Model
}

export function shutdownDate(model: Model): string | null {
  return model.lifecycle.state === 'active' ? null : model.lifecycle.shutdownDate
}

/** What this sandbox serves now. Retired models stay in the list, unless it is told to refuse them. */
export function servedModels(settings: Settings): ListedModel[] {
  return models
    .filter((model) => isServed(model, settings))
    .flatMap((model) => [model.id, ...model.snapshots].map((id) => ({ id, model })))
}

/** The facts of a model that is served; else the provider's 404. */
export function requireModel(id: string, settings: Settings): Model {
  const model = findModel(id)
  if (model === undefined || !isServed(model, settings)) throw modelNotFound(id)
  return model
}

function isServed(model: Model, settings: Settings): boolean {
  if (settings.retired === 'serve') return true
  const date = shutdownDate(model)
  // ISO dates sort as text.
  return date === null || date > (settings.today ?? new Date().toISOString().slice(0, 10))
}
