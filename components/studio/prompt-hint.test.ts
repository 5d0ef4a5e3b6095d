import { describe, expect, it } from 'vitest'
import { findModel } from '#lib/catalog/models.ts'
import { promptHint } from './prompt-hint.ts'

function hint(modelId: string, prompt: string) {
  const model = findModel(modelId)
  if (!model) throw new Error('no such model')
  return promptHint(model, prompt)
}

describe('promptHint', () => {
  it.each([
    ['gpt-image-2.6-flare', '江上一叶孤舟，水墨', null],
    ['gpt-image-2.6-flare', 'a boat on a river', null],
    ['gpt-image-2.6-flare', '海报，标题写着“秋日爵士之夜”', null],
    ['gpt-image-1', '海报，标题写着“秋日爵士之夜”', 'lettering'],
    ['gpt-image-1', 'a poster that says “Jazz”', null],
    ['gpt-image-2.6-flare', 'a sign that says “مرحبا”', 'lettering'],
    ['dall-e-3', '江上一叶孤舟，水墨', 'english'],
    ['dall-e-2', 'a boat on a river', null],
    ['gpt-image-2.6-flare', 'лодка на реке в тумане', 'language'],
    ['gpt-image-2.6-flare', '霧の川に浮かぶ小さな舟', 'language'],
    ['dall-e-3', '🎨🎨🎨', null],
    ['dall-e-3', '', null],
  ])('%s, %s: %s', (model, prompt, expected) => {
    expect(hint(model, prompt)).toBe(expected)
  })
})
