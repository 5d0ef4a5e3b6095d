import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type ColourName, mainColours, nameColour } from './main-colours.ts'

/** Stripes beside each other, each as wide as its share. */
async function stripes(parts: [string, number][], width = 400): Promise<Uint8Array> {
  let left = 0
  const layers = await Promise.all(
    parts.map(async ([background, share]) => {
      const stripe = { width: Math.round(width * share), height: 100 }
      const input = await sharp({ create: { ...stripe, channels: 4, background } })
        .png()
        .toBuffer()
      const layer = { input, left, top: 0 }
      left += stripe.width
      return layer
    }),
  )
  return sharp({ create: { width, height: 100, channels: 4, background: '#00000000' } })
    .composite(layers)
    .png()
    .toBuffer()
}

describe('nameColour', () => {
  // As the standard names of CSS call them.
  const named: [ColourName, string[]][] = [
    ['red', ['#ff0000', '#dc143c', '#b22222', '#8b0000', '#c8102e']],
    ['orange', ['#ffa500', '#ff8c00', '#ff7f50', '#f4a460']],
    ['yellow', ['#ffff00', '#ffd700', '#f0e68c', '#fffacd']],
    ['green', ['#008000', '#00ff00', '#228b22', '#2e8b57', '#556b2f', '#98fb98']],
    ['teal', ['#008080', '#00ced1', '#40e0d0', '#00ffff', '#20b2aa']],
    ['blue', ['#0000ff', '#4169e1', '#1e90ff', '#000080', '#87ceeb', '#add8e6']],
    ['purple', ['#800080', '#8a2be2', '#4b0082', '#9370db', '#c8a2ff']],
    ['pink', ['#ffc0cb', '#ff69b4', '#ff1493', '#ffb6c1', '#f5c2e7']],
    ['brown', ['#8b4513', '#a0522d', '#5c4033', '#6b4423', '#7b3f00']],
    ['black', ['#000000', '#0a0a0a', '#14110f', '#101018']],
    ['white', ['#ffffff', '#fafafa', '#f5f5f5', '#fffafa']],
    ['grey', ['#808080', '#a9a9a9', '#696969', '#c0c0c0', '#708080']],
  ]
  it.each(named.flatMap(([name, colours]) => colours.map((colour) => [colour, name] as const)))(
    'calls %s %s',
    (colour, name) => {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
        Number.parseInt(colour.slice(at, at + 2), 16),
      )
      expect(nameColour(red, green, blue)).toBe(name)
    },
  )
})

describe('mainColours', () => {
  it('names them by area, three at most', async () => {
    const picture = await stripes([
      ['#1e90ff', 0.4],
      ['#ff0000', 0.3],
      ['#ffd700', 0.2],
      ['#008000', 0.1],
    ])
    expect(await mainColours(picture)).toEqual(['blue', 'red', 'yellow'])
  })

  it('sees a small coat on a white ground, and passes over a grey edge and a speck', async () => {
    const picture = await stripes([
      ['#ffffff', 0.74],
      ['#dc143c', 0.1],
      ['#808080', 0.14],
      ['#00ff00', 0.02],
    ])
    expect(await mainColours(picture)).toEqual(['white', 'red'])
  })

  it('counts what can be seen only', async () => {
    const parts: [string, number][] = [
      ['#ff000000', 0.8],
      ['#008000', 0.2],
    ]
    expect(await mainColours(await stripes(parts))).toEqual(['green'])
    expect(await mainColours(await stripes([['#ff000000', 1]]))).toEqual([])
  })

  it('names one at least, and reads a grey picture', async () => {
    const many = ['#000', '#888', '#fff', '#111', '#999', '#eee'].map((colour): [string, number] => [
      colour,
      1 / 6,
    ])
    expect(await mainColours(await stripes(many))).toHaveLength(3)
    const grey = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#777' } })
      .greyscale()
      .jpeg()
      .toBuffer()
    expect(await mainColours(grey)).toEqual(['grey'])
  })

  it('looks at all of a long picture', async () => {
    const parts: [string, number][] = [
      ['#0000ff', 0.5],
      ['#ffff00', 0.5],
    ]
    expect((await mainColours(await stripes(parts, 3000))).toSorted()).toEqual(['blue', 'yellow'])
  })

  it('does not name those of a broken one', async () => {
    await expect(mainColours(new Uint8Array(40))).rejects.toThrow()
  })
})
