import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeStorage, lockedStorage } from '#components/studio/fake-storage.ts'
import { keepSettings, readSettings, sizeToSlider, sliderToSize, steppedSize } from './settings.ts'

afterEach(() => vi.unstubAllGlobals())

describe('settings of the mask editor', () => {
  it('stay as they were left, fit for the picture', () => {
    vi.stubGlobal('localStorage', fakeStorage())
    const first = readSettings(2048, 1024)
    expect(first).toMatchObject({ tool: 'brush', sizePx: 146, colour: 'red' })
    keepSettings({ ...first, tool: 'lasso', sizePx: 800, hardness: 5, colour: 'blue', shapesRemove: true })
    expect(readSettings(2048, 1024)).toMatchObject({
      tool: 'lasso',
      sizePx: 800,
      hardness: 5,
      colour: 'blue',
    })
    expect(readSettings(300, 200).sizePx).toBe(300)
  })

  it.each(['', 'null', '[]', '{"tool": 7, "sizePx": "x", "hardness": -4, "colour": "toString"}'])(
    'are the first ones where %s was kept',
    (text) => {
      vi.stubGlobal('localStorage', { ...fakeStorage(), getItem: () => text })
      const settings = readSettings(1024, 1024)
      expect(settings).toMatchObject({ tool: 'brush', sizePx: 73, colour: 'red' })
      expect(settings.hardness).toBeGreaterThanOrEqual(0)
    },
  )

  it('work without storage', () => {
    vi.stubGlobal('localStorage', lockedStorage())
    keepSettings(readSettings(1024, 1024))
    expect(readSettings(1024, 1024).tool).toBe('brush')
  })

  it('step through every size from the smallest to the largest and back', () => {
    let size = 1
    for (let step = 0; step < 60; step += 1) size = steppedSize(size, 1, 1024)
    expect(size).toBe(1024)
    for (let step = 0; step < 60; step += 1) size = steppedSize(size, -1, 1024)
    expect(size).toBe(1)
    for (const each of [1, 2, 17, 300, 1024]) expect(sliderToSize(sizeToSlider(each, 1024), 1024)).toBe(each)
  })
})
