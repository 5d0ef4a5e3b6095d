import type { Size } from '#lib/catalog/model.ts'
import { catPicture, hatPicture, pawMask, photoPicture, stickersPicture } from '../fixtures/seed-pictures.ts'
import type { Scenery } from './shot.ts'
import { jobsWhenDone } from './site.ts'
import { apiOf } from './site-api.ts'

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
  const site = apiOf(siteUrl, cookie)
  for (const { prompt, size, n } of orders) await site.order({ prompt, size, n })
  const stickers = await site.upload(await stickersPicture(), '猫咪贴纸.png')
  const photo = await site.upload(await photoPicture(), 'IMG_2041.jpg')
  const hat = await site.upload(await hatPicture(), 'hat.png')
  const cat = await site.upload(await catPicture(), '阿橘.png')
  const mask = await site.upload(await pawMask(), 'mask.png', `&kind=mask&for=${cat.id}`)
  const linesJobId = await site.order({
    prompt: '把照片转成黑白线稿，用于激光雕刻',
    size: '1536x1024',
    inputs: [photo],
  })
  await site.order({ prompt: '把这些猫咪贴纸画成吉卜力风格', inputs: [stickers], n: 2 })
  const wornJobId = await site.order({ prompt: '让图2的猫戴上图1的帽子', inputs: [hat, cat] })
  const repaintedJobId = await site.order({ prompt: '让猫抱着一条大鱼', inputs: [cat], mask })
  await site.order({ prompt: 'A cat [[blocked]]', inputs: [cat], mask })
  const wornId = await site.firstImage(wornJobId)
  const again = await site.fromImage(wornId)
  const chained = await site.order({ prompt: '换成冬天，来一只狐狸', inputs: [again] })
  const [chainedId, repaintedId] = await Promise.all([chained, repaintedJobId].map(site.firstImage))
  const jobs = await jobsWhenDone(siteUrl, cookie)
  const job = jobs.find(({ images }) => images.length > 2)
  const pictureId = jobs.at(-1)?.images[0]?.id
  const failedImageId = jobs.flatMap(({ images }) => images).find(({ state }) => state === 'failed')?.id
  if (!job || !pictureId || !failedImageId || !chainedId || !repaintedId)
    throw new Error('nothing was painted')
  const jobIds = { jobId: job.id, linesJobId, wornJobId, repaintedJobId }
  return { ...jobIds, pictureId, failedImageId, wornId, chainedId, repaintedId }
}
