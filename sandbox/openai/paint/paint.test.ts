import { describe, expect, it } from 'vitest'
import { chooseScene } from './choose-scene.ts'
import { type PaintOrder, paint } from './paint.ts'
import { palettes } from './palettes.ts'

const order: PaintOrder = {
  model: 'gpt-image-2',
  prompt: 'hills',
  width: 320,
  height: 256,
  quality: 'high',
  index: 0,
  transparent: false,
}

describe('paint', () => {
  it('paints the same order alike and every other order otherwise', async () => {
    const first = await paint(order)
    expect((await paint(order)).pixels.equals(first.pixels)).toBe(true)
    expect((await paint({ ...order, prompt: 'hills [[delay:5s]]' })).pixels.equals(first.pixels)).toBe(true)
    const others: Partial<PaintOrder>[] = [
      { model: 'dall-e-3' },
      { prompt: 'hills!' },
      { quality: 'low' },
      { index: 1 },
    ]
    for (const other of others)
      expect((await paint({ ...order, ...other })).pixels.equals(first.pixels)).toBe(false)
  })

  it('paints every scene in every shape', async () => {
    for (const prompt of [
      '山',
      '海',
      '夜空 star',
      '花',
      '城市',
      '抽象',
      '锦鲤 池塘',
      '树林 猫',
      'fox',
      'rabbit',
      '鹤',
      'boat',
      '塔',
    ])
      for (const [width, height] of [
        [160, 160],
        [240, 80],
        [80, 240],
      ] as const) {
        const { pixels, ...facts } = await paint({ ...order, prompt, width, height })
        expect(facts).toEqual({ width, height, channels: 3 })
        expect(new Set(pixels).size).toBeGreaterThan(40)
      }
  })
})

describe('a part of another picture', () => {
  it('is filled by a fish where one is named, and else painted like a whole', async () => {
    for (const [prompt, isFish] of [
      ['让猫抱着一条大鱼', true],
      ['the paw holds a big fish', true],
      ['a selfish cat', false],
      ['鹤', false],
    ] as const) {
      const whole = await paint({ ...order, prompt })
      const part = await paint({ ...order, prompt, closeUp: true })
      expect(part.pixels.equals(whole.pixels), prompt).toBe(!isFish)
    }
  })

  it('is a ground without a figure where others are to stand on it', async () => {
    const bare = await paint({ ...order, prompt: '山', ground: true })
    expect(bare.pixels.equals((await paint({ ...order, prompt: '山' })).pixels)).toBe(true)
    const catless = await paint({ ...order, prompt: 'a cat', ground: true })
    expect(catless.pixels.equals((await paint({ ...order, prompt: 'a cat' })).pixels)).toBe(false)
  })
})

describe('chooseScene', () => {
  it('follows the words of both languages', () => {
    const scene = (prompt: string) => chooseScene(prompt, 7, 0).scene
    expect(['山水', 'a mountain', '海浪', 'ocean', '一座城市', 'city', '荷塘', 'koi'].map(scene)).toEqual([
      'mountains',
      'mountains',
      'waves',
      'waves',
      'city',
      'city',
      'pond',
      'pond',
    ])
    expect(chooseScene('一只狐狸', 7, 0).motif).toBe('fox')
    expect(chooseScene('catalogue of education', 7, 0).motif).toBeNull()
    expect(chooseScene('city at night', 7, 0).palette.dark).toBe(true)
  })

  it('leaves no palette and no open scene unused', () => {
    const seen = Array.from({ length: 600 }, (_, seed) => chooseScene('something', seed * 7919, 0))
    expect(new Set(seen.map((choice) => choice.palette.name)).size).toBe(palettes.length)
    expect(new Set(seen.map((choice) => choice.scene)).size).toBe(5)
  })
})
