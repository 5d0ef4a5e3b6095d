import { Hono } from 'hono'
import { answerPictures } from '../answers/answer-pictures.ts'
import { ApiError } from '../api-error.ts'
import { parseEdit } from '../checks/edit-request.ts'
import { parseGeneration } from '../checks/picture-request.ts'
import { requireModel } from '../model-facts.ts'
import { editPicture } from '../paint/edit-picture.ts'
import { paint } from '../paint/paint.ts'
import { type AppEnv, nextVariant, type Sandbox } from '../sandbox.ts'
import { limitBody } from './limit-body.ts'
import { readJsonObject, readModelId } from './read-body.ts'
import { readEditBody } from './read-edit-body.ts'

const jsonBodyMaxBytes = 1024 * 1024

/** `/v1/images/*`. */
export function imageRoutes(sandbox: Sandbox): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.post(
    '/generations',
    limitBody(() => jsonBodyMaxBytes),
    async (c) => {
      const body = await readJsonObject(c)
      const modelId = readModelId(body)
      const request = parseGeneration(body, requireModel(modelId, sandbox.settings), modelId)
      const { model, prompt, quality, size } = request
      const first = nextVariant(sandbox, model.id, prompt, request.n)
      return answerPictures(c, sandbox, {
        operation: 'image_generation',
        request,
        inputs: [],
        highFidelity: false,
        makePicture: (index) =>
          paint({
            model: model.id,
            prompt,
            ...size,
            quality,
            index: first + index,
            transparent: request.background === 'transparent',
          }),
      })
    },
  )

  app.post(
    '/edits',
    limitBody(() => sandbox.settings.editBodyMaxBytes),
    async (c) => {
      const sent = await readEditBody(c)
      const modelId = readModelId(sent.fields)
      const request = await parseEdit(sent, requireModel(modelId, sandbox.settings), modelId)
      const extra = [request.mask, request.markup].filter((picture) => picture !== null)
      return answerPictures(c, sandbox, {
        operation: 'image_edit',
        request,
        inputs: [...request.images, ...extra].map((picture) => picture.dimensions),
        highFidelity: request.highFidelity,
        makePicture: (index) => editPicture(request, index),
      })
    },
  )

  app.post('/variations', () => {
    throw new ApiError(404, {
      message: 'This endpoint is retired and no longer available. Use image edits with a GPT Image model.',
      type: 'invalid_request_error',
      param: null,
      code: null,
    })
  })

  return app
}
