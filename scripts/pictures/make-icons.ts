import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'

const root = path.resolve(import.meta.dirname, '../..')
const cinnabar = '#b3321f'

/** The icons of the installed site, from the seal in app/icon.svg. A maskable one keeps the seal inside the safe circle. */
export async function makeIcons(): Promise<void> {
  const seal = await readFile(path.join(root, 'app/icon.svg'))
  const icons = path.join(root, 'public/icons')
  await mkdir(icons, { recursive: true })
  for (const edge of [192, 512]) await draw(seal, edge, 1).toFile(path.join(icons, `icon-${edge}.png`))
  // No corner may be transparent: systems cut their own shape out of these.
  await onGround(await draw(seal, 512, 0.78).toBuffer(), 512).toFile(path.join(icons, 'maskable-512.png'))
  await onGround(await draw(seal, 180, 0.86).toBuffer(), 180).toFile(path.join(root, 'app/apple-icon.png'))
}

/** 1,200 × 630 as link previews show it: the picture, and the seal in the corner that seals go to. */
export async function makeLinkPicture(picture: Buffer): Promise<void> {
  const seal = await draw(await readFile(path.join(root, 'app/icon.svg')), 120, 1).toBuffer()
  await sharp(picture)
    .resize(1200, 630, { fit: 'cover' })
    .composite([{ input: seal, left: 1032, top: 462 }])
    .jpeg({ quality: 84, mozjpeg: true })
    .toFile(path.join(root, 'public/link-picture.jpg'))
}

function draw(svg: Buffer, edge: number, share: number) {
  const inner = Math.round(edge * share)
  const margin = Math.floor((edge - inner) / 2)
  const rest = edge - inner - margin
  return sharp(svg, { density: 72 * (inner / 64) * 1.2 })
    .resize(inner, inner)
    .extend({ top: margin, left: margin, bottom: rest, right: rest, background: '#0000' })
    .png({ compressionLevel: 9 })
}

function onGround(drawing: Buffer, edge: number) {
  return sharp({ create: { width: edge, height: edge, channels: 3, background: cinnabar } })
    .composite([{ input: drawing }])
    .png({ compressionLevel: 9, palette: true })
}
