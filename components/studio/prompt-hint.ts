import type { Model } from '#lib/catalog/model.ts'

/**
 * What is worth knowing about the language of a prompt. `english`: the model understands English better. `lettering`: words to
 * be drawn are in a script that this model often gets wrong. `language`: neither Chinese nor English, which models follow best.
 */
export type PromptHint = 'english' | 'lettering' | 'language'

/** The beginning tells the language; a prompt may be a book. */
const CHARACTERS_READ = 2_000
const quoted = /[“"「『《]([^”"」』》]{1,120})[”"」』》]/gu

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** The one hint for a prompt and a model, or null: most prompts need none. */
export function promptHint(model: Model, prompt: string): PromptHint | null {
  const text = prompt.slice(0, CHARACTERS_READ)
  const letters = count(text, /\p{L}/gu)
  if (letters < 2) return null
  const latin = count(text, /\p{Script=Latin}/gu)
  const han = count(text, /\p{Script=Han}/gu)
  if (model.family === 'dall-e' && letters - latin > letters * 0.3) return 'english'
  const isNew = model.family !== 'dall-e' && model.family !== 'gpt-image-1'
  const drawn = [...text.matchAll(quoted)].map(([, words = '']) => words).join(' ')
  if (count(drawn, isNew ? /[^\P{L}\p{Script=Latin}\p{Script=Han}]/gu : /[^\P{L}\p{Script=Latin}]/gu) > 0) {
    return 'lettering'
  }
  // Japanese is half Han characters: a fifth of others is enough.
  return letters - latin - han > letters * 0.2 ? 'language' : null
}
