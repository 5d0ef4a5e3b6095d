import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { promptLength } from '#lib/catalog/choices.ts'
import type { Size } from '#lib/catalog/model.ts'
import { defaultModelId, findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'

const uploadShape = z.object({ upload: z.object({ id: z.string(), width: z.number(), height: z.number() }) })
const jobShape = z.object({
  job: z.object({
    id: z.string(),
    finishedAt: z.string().nullable(),
    images: z.array(z.object({ id: z.string() })),
  }),
})

/** A stored input, as far as an order's price needs to know it. */
type Input = z.infer<typeof uploadShape>['upload']

/** What a person does on the site, over its API. */
export function apiOf(siteUrl: string, cookie: string) {
  async function call<Shape extends z.ZodType>(
    path: string,
    shape: Shape,
    init: RequestInit = {},
  ): Promise<z.infer<Shape>> {
    const headers = { cookie, origin: siteUrl, 'content-type': 'application/json' }
    const answer = await fetch(`${siteUrl}${path}`, { headers, ...init })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return shape.parse(await answer.json())
  }
  async function readJob(id: string) {
    return (await call(`/api/jobs/${id}`, jobShape)).job
  }
  return {
    async upload(bytes: Uint8Array, name: string, more = ''): Promise<Input> {
      const path = `/api/uploads?name=${encodeURIComponent(name)}${more}`
      const headers = { cookie, origin: siteUrl, 'content-type': 'application/octet-stream' }
      return (await call(path, uploadShape, { method: 'POST', headers, body: Buffer.from(bytes) })).upload
    },
    async fromImage(imageId: string): Promise<Input> {
      const init = { method: 'POST', body: JSON.stringify({ imageId }) }
      return (await call('/api/uploads/from-image', uploadShape, init)).upload
    },
    /** Of the model that the form begins with. @returns the job's id */
    async order(order: {
      prompt: string
      size?: Size
      n?: number
      inputs?: readonly Input[]
      mask?: Input
    }): Promise<string> {
      const { prompt, size = '1024x1024', n = 1, inputs = [], mask } = order
      const model = findModel(defaultModelId)
      if (!model) throw new Error('no such model')
      const params = { ...defaultParams(model), size }
      const quoteCredits = quoteImage({
        ...{ model, params, inputs, mask: mask !== undefined },
        promptCharacters: promptLength(prompt),
        markupBps: 10_000,
      })
      const body = {
        ...{ clientKey: randomUUID(), model: model.id, prompt, n, params, quoteCredits },
        ...{ inputs: inputs.map(({ id }) => id), mask: mask?.id ?? null },
      }
      return (await call('/api/jobs', jobShape, { method: 'POST', body: JSON.stringify(body) })).job.id
    },
    /** Of a job, once it has ended. */
    async firstImage(jobId: string): Promise<string> {
      for (;;) {
        const { finishedAt, images } = await readJob(jobId)
        const [image] = images
        if (finishedAt !== null && image) return image.id
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    },
  }
}
