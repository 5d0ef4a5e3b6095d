import { endingOf } from './ending-of.ts'

const WORDS_MAX = 40

/** The beginning of a prompt as part of a file name: letters and digits of any script, nothing else. */
function wordsOf(prompt: string): string {
  const words =
    prompt
      .slice(0, 400)
      .normalize('NFC')
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  // By code points, so that none is cut in half.
  return [...words.join('-')].slice(0, WORDS_MAX).join('').replace(/-$/, '')
}

/**
 * `gpt-image-2-2026-11-22-一叶孤舟-3f9a2c.webp`: model, day (UTC), the prompt's first words, the end of the id.
 * @returns the whole name, and one without the words for programs that read ASCII only
 */
export function exportName(picture: {
  model: string
  madeAt: Date
  prompt: string
  imageId: string
  mediaType: string
}): { fileName: string; plainName: string } {
  const { model, madeAt, prompt, imageId, mediaType } = picture
  const head = `${model}-${madeAt.toISOString().slice(0, 10)}`
  const tail = `${imageId.slice(-6)}.${endingOf(mediaType)}`
  const words = wordsOf(prompt)
  return { fileName: [head, words, tail].filter(Boolean).join('-'), plainName: `${head}-${tail}` }
}
