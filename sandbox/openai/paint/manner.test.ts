import { expect, it } from 'vitest'
import { mannerOf } from './manner.ts'

it('hears lines and picture books in both languages, and nothing in other words', () => {
  const lines = ['把照片转成黑白线稿，用于激光雕刻', 'Black and white line art for laser engraving', '线描']
  const storybook = ['把这些猫咪贴纸画成吉卜力风格', 'in Ghibli style', 'as a watercolour', '水彩']
  const wash = ['winter, with a fox', '换成冬天', 'the outskirts of an outlier', '']
  expect(lines.map(mannerOf)).toEqual(['lines', 'lines', 'lines'])
  expect(storybook.map(mannerOf)).toEqual(['storybook', 'storybook', 'storybook', 'storybook'])
  expect(wash.map(mannerOf)).toEqual(['wash', 'wash', 'wash', 'wash'])
})
