import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { asFile, firstPicture, pixelsOf, sandboxForTests } from '../test-sandbox.ts'
import { findFigure } from './cut-out.ts'

const { client } = sandboxForTests()
const order = { model: 'gpt-image-2.6-flare', quality: 'low', size: '1024x1024' } as const

function png(svg: string, width = 600, height = 600): Promise<Buffer> {
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${svg}</svg>`
  return sharp(Buffer.from(whole)).png().toBuffer()
}

const hat = () =>
  png(
    '<rect width="100%" height="100%" fill="#fff"/><ellipse cx="300" cy="300" rx="220" ry="90" fill="#c0206a"/>',
  )
const cat = () =>
  png(
    '<rect width="100%" height="100%" fill="#fff"/><path d="M200 590V260L220 120L300 200L380 120L400 260V590Z" fill="#1d6b3a"/>',
  )

/** Pixels near a colour, with the rows and columns that they take up. */
async function find(bytes: Buffer, [red, green, blue]: readonly [number, number, number]) {
  const { data, width } = await pixelsOf(bytes)
  const found = { count: 0, top: Number.POSITIVE_INFINITY, bottom: 0 }
  for (let at = 0; at * 3 < data.length; at++) {
    const [r = 0, g = 0, b = 0] = data.subarray(at * 3, at * 3 + 3)
    if (Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) > 24) continue
    found.count += 1
    found.top = Math.min(found.top, Math.floor(at / width))
    found.bottom = Math.floor(at / width)
  }
  return found
}

describe('the cases that people begin with', () => {
  it('draws black lines on white where line art is asked for', async () => {
    const image = asFile(await cat())
    const lines = firstPicture(await client().images.edit({ ...order, prompt: '黑白线稿', image }))
    const { data } = await pixelsOf(lines)
    let [white, black, coloured] = [0, 0, 0]
    for (let at = 0; at < data.length; at += 3) {
      const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
      if (r !== g || g !== b) coloured += 1
      if (r > 245) white += 1
      if (r < 10) black += 1
    }
    expect(coloured).toBe(0)
    expect(white / (1024 * 1024)).toBeGreaterThan(0.95)
    expect(black).toBeGreaterThan(2_000)
  })

  it('puts the hat on the cat: both whole, the one above the other', async () => {
    const image = [asFile(await hat()), asFile(await cat())]
    const prompt = '让图2的猫戴上图1的帽子'
    const worn = firstPicture(await client().images.edit({ ...order, prompt, image }))
    const [above, below] = [await find(worn, [192, 32, 106]), await find(worn, [29, 107, 58])]
    expect(above.count).toBeGreaterThan(10_000)
    expect(below.count).toBeGreaterThan(60_000)
    expect(above.bottom).toBeLessThan(below.top + (below.bottom - below.top) / 3)
    expect(await find(worn, [255, 255, 255])).toMatchObject({ count: 0 })
  })

  it('stands stickers in a landscape where a picture book is asked for', async () => {
    const image = asFile(await cat())
    const bytes = firstPicture(await client().images.edit({ ...order, prompt: 'Ghibli style', image }))
    expect((await find(bytes, [255, 255, 255])).count).toBeLessThan(1024 * 102)
    // Beside the cat is sky above, and land below.
    const { data } = await pixelsOf(bytes)
    const blueIn = (row: number) => {
      let sum = 0
      for (let y = row; y < row + 50; y++)
        for (let x = 0; x < 200; x++) sum += data[(y * 1024 + x) * 3 + 2] ?? 0
      return sum / 10_000
    }
    expect(Math.abs(blueIn(20) - blueIn(950))).toBeGreaterThan(25)
  })

  it('paints only under the mask', async () => {
    const picture = await png('<rect width="100%" height="100%" fill="#445566"/>', 1024, 1024)
    const mask = await sharp(await png('<rect width="100%" height="100%"/>', 1024, 1024))
      .composite([
        {
          input: await png('<rect x="200" y="600" width="600" height="300"/>', 1024, 1024),
          blend: 'dest-out',
        },
      ])
      .png()
      .toBuffer()
    const body = { ...order, prompt: '让猫抱着一条大鱼', image: asFile(picture), mask: asFile(mask) }
    const { data } = await pixelsOf(firstPicture(await client().images.edit(body)))
    const colours = new Set<string>()
    let changed = 0
    for (let y = 0; y < 1024; y++)
      for (let x = 0; x < 1024; x++) {
        const at = (y * 1024 + x) * 3
        const same = data[at] === 0x44 && data[at + 1] === 0x55 && data[at + 2] === 0x66
        if (same) continue
        changed += 1
        expect(x >= 200 && x < 800 && y >= 600 && y < 900).toBe(true)
        colours.add([data[at], data[at + 1], data[at + 2]].map((level = 0) => level >> 5).join())
      }
    expect(changed).toBe(600 * 300)
    expect(colours.size).toBeGreaterThan(8)
  })
})

describe('findFigure', () => {
  it('finds what stands on a plain or a transparent ground, holes and all', async () => {
    const opaque = await findFigure(await cat())
    const clear = await findFigure(await png('<circle cx="300" cy="300" r="150" fill="#fff"/>'))
    expect(opaque?.box.top).toBeCloseTo(0.2, 1)
    expect(clear?.box).toMatchObject({ left: 0.25, width: 0.5 })
    // White inside of a figure is figure.
    const eyed = await findFigure(
      await png(
        '<rect width="100%" height="100%" fill="#fff"/><circle cx="300" cy="300" r="200"/><circle cx="300" cy="300" r="60" fill="#fff"/>',
      ),
    )
    expect(eyed?.alpha[300 * 600 + 300]).toBe(255)
  })

  it('finds none in a picture with a ground of its own, nor in one that is all ground', async () => {
    expect(await findFigure(await png('<rect width="100%" height="100%" fill="#f00"/>'))).toBeNull()
    const scene =
      '<linearGradient id="g"><stop stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient><rect width="100%" height="100%" fill="url(#g)"/>'
    expect(await findFigure(await png(scene))).toBeNull()
  })
})
