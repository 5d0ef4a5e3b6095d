import { Hono } from 'hono'
import { modelNotFound } from '../api-error.ts'
import { type ListedModel, servedModels, shutdownDate } from '../model-facts.ts'
import type { AppEnv, Sandbox } from '../sandbox.ts'

/** `GET /v1/models` and `/v1/models/:id`, with `shutdown_date` as the provider has it since autumn 2026. */
export function modelRoutes(sandbox: Sandbox): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/', (c) => c.json({ object: 'list', data: servedModels(sandbox.settings).map(describe) }))

  app.get('/:id', (c) => {
    const id = c.req.param('id')
    const listed = servedModels(sandbox.settings).find((item) => item.id === id)
    if (listed === undefined) throw modelNotFound(id)
    return c.json(describe(listed))
  })

  return app
}

function describe({ id, model }: ListedModel) {
  const released = model.released === null ? 0 : Math.floor(Date.parse(model.released) / 1000)
  return {
    id,
    object: 'model',
    created: released || 0,
    owned_by: 'system',
    shutdown_date: shutdownDate(model),
  }
}
