import { randomUUID } from 'node:crypto'
import { promptLength } from '#lib/catalog/choices.ts'
import type { Size } from '#lib/catalog/model.ts'
import { defaultModelId, findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import type { Scenery } from './shot.ts'
import { jobsWhenDone } from './site.ts'

const orders: readonly { prompt: string; size: Size; n: number }[] = [
  { prompt: 'A lighthouse on a cliff at dusk, long exposure, the sea like silk', size: '1536x1024', n: 1 },
  { prompt: '雨后的江南小镇，石桥下一叶乌篷船，青瓦白墙，水墨淡彩', size: '1024x1536', n: 3 },
  { prompt: 'Botanical plate of a magnolia branch, ink outlines, soft washes', size: '1024x1024', n: 4 },
  { prompt: '一只橘猫坐在窗台上看雪，暖灯，绘本风格', size: '1024x1024', n: 2 },
  {
    prompt: 'Poster for a tea house: mountains in five layers of green, large empty sky',
    size: '1024x1536',
    n: 2,
  },
  { prompt: '秋天的稻田和白鹭，俯视，晨雾', size: '1536x1024', n: 2 },
  { prompt: 'A quiet harbour [[blocked]]', size: '1024x1024', n: 1 },
  { prompt: 'City of lanterns at night, seen from a hill 灯城', size: '1536x1024', n: 1 },
]

/** Orders the painter's pictures over the API and waits until they are made. */
export async function makeScenery(siteUrl: string, cookie: string): Promise<Scenery> {
  const model = findModel(defaultModelId)
  if (!model) throw new Error('no such model')
  for (const { prompt, size, n } of orders) {
    const params = { ...defaultParams(model), size }
    const quoteCredits = quoteImage({
      model,
      params,
      promptCharacters: promptLength(prompt),
      markupBps: 10_000,
    })
    const answer = await fetch(`${siteUrl}/api/jobs`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin: siteUrl },
      body: JSON.stringify({ clientKey: randomUUID(), model: model.id, prompt, n, params, quoteCredits }),
    })
    if (!answer.ok) throw new Error(`ordering: ${answer.status} ${await answer.text()}`)
  }
  const jobs = await jobsWhenDone(siteUrl, cookie)
  const job = jobs.find(({ images }) => images.length > 2)
  const pictureId = jobs[0]?.images[0]?.id
  const failedImageId = jobs.flatMap(({ images }) => images).find(({ state }) => state === 'failed')?.id
  if (!job || !pictureId || !failedImageId) throw new Error('nothing was painted')
  return { jobId: job.id, pictureId, failedImageId }
}
