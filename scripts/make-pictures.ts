// Paints the pictures of the front page anew, and draws the icons: files of public/, which are committed.
// Needs a sandbox that has just been started (the same order a second time is another picture):
// SANDBOX_PORT=4010 npm run sandbox & node scripts/make-pictures.ts http://127.0.0.1:4010
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import sharp from 'sharp'
import { makeIcons, makeLinkPicture } from './pictures/make-icons.ts'
import { painter } from './pictures/order-picture.ts'
import { skyMask, withMaskShown } from './pictures/sky-mask.ts'

const { paint, edit } = painter(process.argv[2] ?? 'http://127.0.0.1:4010')

const cranes = await paint('ink mountains, a lone boat on a still lake, cranes', '2048x1152')
const stems = await paint('水墨，梅', '1024x1536')
const tower = await paint('水墨 江 塔', '1024x1536')
const carp = await paint('墨色锦鲤 池', '1024x1536')
const hills = await paint('village hills at dawn with cranes', '1536x1024')
const sea = await paint('ocean at dawn', '1024x1024')
const pictures = {
  cranes,
  stems,
  tower,
  carp,
  hills,
  koi: await paint('水墨荷塘，七尾锦鲤', '1024x1024'),
  summer: await paint('ocean in summer, sailing boats', '1536x1024'),
  aurora: await paint('aurora over the mountains and a boat', '1024x1536'),
  pagoda: await paint('aurora night pagoda', '1024x1024'),
  'hills-winter': await edit('winter, with a fox', '1536x1024', [hills]),
  triptych: await edit('aurora mountains', '2048x1024', [tower, stems, carp]),
  'sea-mask': await withMaskShown(sea),
  'sea-shore': await edit('mountains at dawn with cranes', '1024x1024', [sea], await skyMask()),
}

const folder = path.resolve(import.meta.dirname, '../public/landing')
await mkdir(folder, { recursive: true })
for (const [name, picture] of Object.entries(pictures)) {
  for (const width of [320, 768, 1440]) {
    await sharp(picture)
      .resize({ width, withoutEnlargement: true })
      .webp({ quality: 78, effort: 6, smartSubsample: true })
      .toFile(path.join(folder, `${name}-${width}.webp`))
  }
}
await makeLinkPicture(cranes)
await makeIcons()
